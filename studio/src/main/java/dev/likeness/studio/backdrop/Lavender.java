package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A lavender field in Provence at the end of a day in July.
 *
 * <p>
 * Every pixel below the horizon is traced to the plain, in metres, and finds itself on a row of bushes or on the earth
 * between: rows are round in section, their side to the sun is warm and bright, the other lies in violet shade, and they
 * meet at the vanishing point. Beyond stand a line of trees and hills in blue haze; the sun hangs low at one side, its
 * light is strongest over its place and returns as a warm veil. Flower spikes that catch it become small discs.
 */
final class Lavender implements Backdrop {
    private static final double APERTURE = 0.020;
    private static final double EYE_LEVEL = 1.7;
    private static final double ROW = 1.5;

    private static final Tone BLOSSOM = new Tone(0.40, 0.145, 0.225);
    private static final Tone SHADOW = new Tone(0.115, 0.035, 0.052);
    private static final Tone EARTH = new Tone(0.060, 0.090, 0.105);
    private static final Tone STALKS = new Tone(0.060, 0.130, 0.105);
    private static final Tone SUN = new Tone(0.20, 0.58, 1.0);
    private static final EveningSky.Colours EVENING = new EveningSky.Colours(new Tone(0.50, 0.27, 0.21),
            new Tone(0.41, 0.345, 0.58), new Tone(0.30, 0.44, 0.72), new Tone(0.42, 0.50, 0.74), SUN,
            new Tone(0.30, 0.20, 0.21), new Tone(0.055, 0.062, 0.060));

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 150);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Field field = new Field(seed, easel);
        Raster soft = Lens.defocus(easel.paint(field::at), optics.blurAt(60));
        field.glints(new Bokeh(soft), optics.blurAt(60));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One evening. */
    private static final class Field {
        private final SplittableRandom chance;
        private final Easel easel;
        private final EveningSky sky;
        private final double horizon;
        private final double vanishing;
        private final double sunU;
        private final double width;
        private final double phase;
        private final Noise growth;

        Field(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            sky = new EveningSky(EVENING, 0.34, 0.62, chance, seed.value());
            horizon = sky.horizon;
            sunU = sky.sunU;
            vanishing = -Math.signum(sunU) * (0.2 + 1.7 * chance.nextDouble());
            width = ROW * (0.75 + 0.7 * chance.nextDouble());
            phase = chance.nextDouble();
            growth = new Noise(seed.value(), 1);
        }

        Tone at(double u, double v) {
            return (v < horizon ? sky.at(u, v) : rows(u, v)).plus(sky.veil(u, v));
        }

        private Tone rows(double u, double v) {
            double distance = EYE_LEVEL / Math.max(2e-3, v - horizon) * Optics.SITTER / Optics.FACE;
            double beside = (u - vanishing) * distance * Optics.FACE / Optics.SITTER;
            double wander = 0.10 * growth.clouds(distance * 0.06, 3.3, 2, 0.5);
            double row = beside / width + phase + wander;
            double across = 2 * (row - Math.floor(row)) - 1;
            double bush = growth.clouds(distance * 0.35 + 31 * Math.floor(row), row * 2, 3, 0.6);
            double wide = 0.74 + 0.16 * bush;
            double inside = Lens.step(wide + 0.08, wide - 0.12, Math.abs(across));
            // The slope of a round row, towards the sun's side.
            double facing = across / wide * Math.signum(sunU - vanishing);
            double sun = Lens.step(-0.9, 0.9, facing + 0.35 * bush);
            double spike = 1 + 0.28 * growth.clouds(beside * 4, distance * 1.1, 2, 0.7);
            Tone bloom = SHADOW.blend(BLOSSOM.mix(new Tone(0.42, 0.24, 0.42), 0.5 * sun), 0.12 + 0.95 * sun)
                    .times(spike);
            Tone gap = EARTH.mix(STALKS, 0.5 + 0.3 * bush).times(0.45 + 0.35 * sun);
            Tone near = gap.mix(bloom, inside);
            // Far rows hide the earth between them.
            Tone far = SHADOW.mix(BLOSSOM, 0.72);
            Tone seen = near.mix(far, Lens.step(60, 220, distance));
            return seen.mix(sky.hill().mix(sky.low(), 0.4), 0.55 * (1 - Math.exp(-distance / 260)));
        }

        /** Spikes in the sun. */
        void glints(Bokeh bokeh, double radius) {
            double reach = Math.max(0.6, easel.bottom() - horizon);
            int count = (int) (16 * easel.span() * reach);
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double down = reach * Math.pow(chance.nextDouble(), 1.6);
                double near = Math.exp(-Lens.square(u - sunU) / 0.8);
                double bright = Math.min(0.2, 0.05 * Math.exp(0.8 * chance.nextGaussian())) * (0.12 + near);
                bokeh.add(easel.face().x(u), easel.face().y(horizon + 0.02 + down),
                        radius * (0.75 + 0.25 * chance.nextDouble()),
                        new Tone(0.55, 0.50, 0.9).mix(SUN, 0.5 * chance.nextDouble()).times(bright));
            }
        }
    }
}
