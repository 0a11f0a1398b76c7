package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * Sea and sky a few minutes after sunset.
 *
 * <p>
 * The sky is a ramp over elevation (afterglow, rose, dusty blue) that is warmer towards the sun's place below the horizon;
 * clouds are noise stretched ever flatter towards the horizon, lit from below. The sea mirrors the sky of the mirrored
 * elevation, darker and broken into swells whose scale grows towards the camera; the horizon stands at the sitter's
 * shoulders, never through the head. Wet sand mirrors the sky once more. All is blurred as at {@link Optics}, and the
 * glitter below the sun becomes small discs. Distances are in face widths.
 */
final class BeachDusk implements Backdrop {
    private static final double APERTURE = 0.020;

    private static final Tone AFTERGLOW = new Tone(0.155, 0.33, 0.78);
    private static final Tone ROSE = new Tone(0.285, 0.27, 0.45);
    private static final Tone DUSTY = new Tone(0.315, 0.205, 0.175);
    private static final Tone DEEP = new Tone(0.20, 0.098, 0.060);
    private static final Tone WATER = new Tone(0.082, 0.055, 0.038);
    private static final Tone SAND = new Tone(0.075, 0.088, 0.112);
    private static final Tone FOAM = new Tone(0.40, 0.36, 0.40);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        double reduction = Math.clamp(Math.rint(focus.faceWidth() / 110), 1, 4);
        int w = (int) Math.ceil(width / reduction);
        int h = (int) Math.ceil(height / reduction);
        Focus face = focus.reduced(reduction);
        Optics optics = new Optics(face.faceWidth(), APERTURE);
        Shore shore = new Shore(seed);
        Raster sharp = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    shore.at(face.u(x + 0.5), face.v(y + 0.5)).store(sharp.data(), sharp.at(x, y));
                }
            }
        });
        Raster soft = Lens.defocus(sharp, optics.blurAt(200));
        shore.glitter(new Bokeh(soft), face, optics.blurAt(200));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One evening. */
    private static final class Shore {
        private final SplittableRandom chance;
        private final double horizon;
        private final double surf;
        private final double sun;
        private final double cover;
        private final double headland;
        private final Noise cloud;
        private final Noise swell;
        private final Noise sand;

        Shore(Seed seed) {
            chance = new SplittableRandom(seed.value());
            horizon = 0.62 + 0.16 * chance.nextDouble();
            surf = horizon + 1.15 + 0.35 * chance.nextDouble();
            sun = -(0.75 + 0.55 * chance.nextDouble());
            cover = 0.25 * chance.nextDouble();
            headland = 1.2 + 0.9 * chance.nextDouble();
            cloud = new Noise(seed.value(), 1);
            swell = new Noise(seed.value(), 2);
            sand = new Noise(seed.value(), 3);
        }

        Tone at(double u, double v) {
            double calm = 1 - 0.16 * Math.exp(-(u * u + v * v) / 0.9);
            if (v < horizon) {
                return land(u, horizon - v).times(calm);
            }
            double wash = surf + 0.16 * sand.clouds(u * 0.55, 0.3, 3, 0.5);
            double shore = Lens.step(-0.05, 0.05, v - wash);
            Tone sea = sea(u, v - horizon, wash - v);
            return shore <= 0 ? sea : sea.mix(beach(u, v - wash), shore);
        }

        private Tone land(double u, double elevation) {
            Tone sky = sky(u, elevation);
            double slope = Lens.step(headland - 0.9, headland + 1.3, u) * 0.34;
            double ridge = slope + 0.05 * slope / 0.34 * sand.clouds(u * 1.3, 7.7, 3, 0.5);
            double hill = 1 - Lens.step(ridge - 0.03, ridge + 0.02, elevation);
            return slope > 0.01 ? sky.mix(new Tone(0.085, 0.062, 0.062), 0.86 * hill) : sky;
        }

        private Tone sky(double u, double elevation) {
            double near = Math.exp(-(u - sun) * (u - sun) / 3.2);
            double e = elevation / (0.75 + 0.35 * near);
            Tone ramp = e < 0.75
                    ? AFTERGLOW.mix(ROSE, Lens.step(0, 0.75, e))
                    : e < 1.9 ? ROSE.mix(DUSTY, Lens.step(0.75, 1.9, e)) : DUSTY.mix(DEEP, Lens.step(1.9, 4.8, e));
            Tone glow = new Tone(0.06, 0.26, 0.62)
                    .times(near * Math.exp(-elevation / 0.38) * 0.75 + 0.22 * near * Math.exp(-elevation / 1.2));
            double flat = 1 / (0.22 + 0.30 * elevation);
            double mass = cloud.clouds(u * 0.42 * Math.sqrt(flat), Math.log(0.25 + elevation) * 3.2, 5, 0.52);
            double thick = Lens.step(0.05 - cover, 0.75 - cover, mass) * Lens.step(0.02, 0.35, elevation);
            Tone lit = new Tone(0.21, 0.235, 0.46).mix(new Tone(0.15, 0.12, 0.135), Lens.step(0.3, 2.4, elevation));
            double edge = thick * (1 - thick) * 4;
            Tone clear = ramp.plus(glow);
            return clear.mix(lit.plus(glow.times(0.5)), 0.62 * thick)
                    .plus(new Tone(0.02, 0.06, 0.13).times(edge * (0.25 + near) * Math.exp(-elevation / 1.5)));
        }

        private Tone sea(double u, double depth, double fromShore) {
            // Perspective: swells are flat far out and open up towards the beach.
            double scale = 1 / (0.05 + depth);
            double wave = swell.clouds(u * 0.85 * Math.sqrt(scale), Math.log(0.05 + depth) * 9, 4, 0.62);
            Tone mirror = sky(u * 0.9, Math.max(0.05, depth * 2.1 + 0.5 * depth * wave + 0.12));
            double slope = Math.clamp(0.50 + 0.30 * wave, 0.08, 0.95);
            Tone water = WATER.mix(mirror, slope * (0.82 - 0.16 * Math.min(1, depth)));
            double breaker = Math.exp(-Math.pow((fromShore - 0.16 - 0.05 * wave) / 0.055, 2))
                    * Lens.step(-0.3, 0.5, wave);
            double edge = Math.exp(-Math.pow(fromShore / 0.05, 2));
            return water.mix(FOAM, Math.clamp(0.55 * breaker + 0.6 * edge, 0.0, 0.8));
        }

        private Tone beach(double u, double below) {
            double wet = Math.exp(-below / 0.55);
            double grain = 1 + 0.16 * sand.clouds(u * 0.9, below * 2.2 + 40, 4, 0.55);
            Tone mirror = sky(u, 0.7 + below);
            return SAND.times(grain).mix(mirror, 0.30 * wet).times(1 - 0.3 * Lens.step(0.4, 2.5, below));
        }

        /** Sparks of the afterglow on the water. */
        void glitter(Bokeh bokeh, Focus face, double radius) {
            for (int i = 0; i < 260; i++) {
                double depth = 0.05 + 0.95 * Math.pow(chance.nextDouble(), 1.4);
                double u = sun + chance.nextGaussian() * (0.12 + 0.42 * depth);
                double x = face.centreX() + u * face.faceWidth();
                double y = face.centreY() + (horizon + depth) * face.faceWidth();
                double bright = 0.028 * Math.exp(0.7 * chance.nextGaussian()) * (1.1 - depth);
                bokeh.add(x, y, radius * (0.62 + 0.3 * depth), new Tone(0.22, 0.55, 1.0).times(bright));
            }
        }
    }
}
