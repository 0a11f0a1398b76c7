package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * Clear sea, a few metres down.
 *
 * <p>Water absorbs red first (absorption per metre about 0.35, 0.07 and 0.03 for red, green and blue), so light that
 * came further is deeper blue: the ramp from the surface down follows Beer and Lambert. Waves focus the sun to
 * caustics: a bright net on the surface seen from below and on the sand, drawn as the crests of folded, warped noise,
 * and shafts that fan out from the sun's place above the frame and fade with depth. Drifting particles lie at all
 * distances behind the sitter, so their discs have all sizes.
 */
final class Underwater implements Backdrop {
    private static final double APERTURE = 0.022;

    private static final Tone SURFACE = new Tone(0.68, 0.58, 0.24);
    private static final Tone BLUE = new Tone(0.40, 0.205, 0.030);
    private static final Tone DEEP = new Tone(0.115, 0.038, 0.006);
    private static final Tone SUN = new Tone(0.92, 1.0, 0.74);
    private static final Tone SAND = new Tone(0.31, 0.24, 0.085);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Sea sea = new Sea(seed, easel);
        Raster soft = Lens.defocus(easel.paint(sea::at), optics.blurAt(7));
        sea.particles(new Bokeh(soft), optics);
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One place in the sea. */
    private static final class Sea {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double sunU;
        private final double sunV;
        private final double surface;
        private final double floor;
        private final Noise warp;
        private final Noise net;
        private final Noise shafts;
        private final Noise current;

        Sea(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            sunU = side * (0.55 + 0.5 * chance.nextDouble());
            surface = -1.0 - 0.15 * chance.nextDouble();
            sunV = -2.1 - 0.4 * chance.nextDouble();
            floor = 1.25 + 0.25 * chance.nextDouble();
            warp = new Noise(seed.value(), 1);
            net = new Noise(seed.value(), 2);
            shafts = new Noise(seed.value(), 3);
            current = new Noise(seed.value(), 4);
        }

        Tone at(double u, double v) {
            double down = v - surface;
            double swell = 0.22 * current.clouds(u * 0.4, v * 0.5, 3, 0.55);
            double near = Math.exp(-Lens.square(u - sunU) / 3.0);
            double t = down + swell - 0.45 * near;
            Tone water = SURFACE.blend(BLUE, Lens.step(-0.75, 0.75, t)).blend(DEEP, Lens.step(0.4, 3.6, t));
            Tone lit = water.plus(SUN.times(shaft(u, v)));
            return sand(mirror(lit, u, v), u, v);
        }

        /** The light that scatters towards the lens from the beams. */
        private double shaft(double u, double v) {
            double angle = Math.atan2(u - sunU, v - sunV);
            double away = Math.hypot(u - sunU, v - sunV);
            double fade = Math.exp(-Math.max(0, v - surface) / 1.45) * Lens.step(-2.6, -0.6, v - surface);
            double haze = 0.16 * Math.exp(-Lens.square(away / 1.5));
            double spread = Math.exp(-Lens.square(angle / 0.85));
            if (fade * spread < 0.01) {
                return haze;
            }
            double beams = shafts.clouds(angle * 5.5, 0.4 + 0.03 * away, 3, 0.62);
            double fine = shafts.clouds(angle * 17, 7.7 + 0.05 * away, 2, 0.6);
            double beam = Math.pow(Lens.step(-0.25, 1.10, beams + 0.40 * fine), 1.4);
            return 0.42 * beam * spread * fade + haze;
        }

        /** The surface from below: its waves come closer towards the horizon of the water. */
        private Tone mirror(Tone water, double u, double v) {
            double up = surface + 0.42 - v;
            if (up <= 0) {
                return water;
            }
            double far = 1 / (0.22 + 0.55 * up);
            double light = caustic(u * 1.3 * far, 3.4 * Math.log(0.22 + up) + 20);
            double near = Math.exp(-(Lens.square(u - sunU) + 0.5 * Lens.square(v - sunV)) / 2.2);
            return water.plus(SUN.times(Lens.step(0, 0.6, up) * light * (0.08 + 0.60 * near)));
        }

        private Tone sand(Tone water, double u, double v) {
            if (v < floor - 0.12) {
                return water;
            }
            double below = v - floor - 0.10 * current.clouds(u * 0.7, 50, 3, 0.5);
            if (below <= 0) {
                return water;
            }
            double far = 1 / (0.12 + below);
            double light = caustic(u * 0.55 * far + 5, 3.2 * Math.log(0.12 + below));
            double grain = 1 + 0.12 * current.clouds(u * 3, below * 6, 3, 0.6);
            Tone lit = SAND.times((0.34 + 0.75 * light) * grain * Math.exp(-0.16 * Math.max(0, v - 1.5)));
            return water.mix(lit, 0.72 * Lens.step(0, 0.9, below));
        }

        /** The crests of noise folded at zero, warped so that they close to cells; 0 to 1. */
        private double caustic(double x, double y) {
            double du = 0.55 * warp.clouds(x * 0.9, y * 0.9, 2, 0.5);
            double dv = 0.55 * warp.clouds(x * 0.9 + 23, y * 0.9 - 11, 2, 0.5);
            double first = 1 - Math.abs(net.clouds(x * 1.3 + du, y * 1.3 + dv, 2, 0.4));
            double second = 1 - Math.abs(net.clouds(x * 2.1 - dv + 9, y * 2.1 + du, 2, 0.4));
            return Math.min(1, Math.pow(Math.max(0, first), 9) + 0.55 * Math.pow(Math.max(0, second), 9));
        }

        /** Drifting particles, from just behind the sitter to 6 m away. */
        void particles(Bokeh bokeh, Optics optics) {
            int count = (int) (46 * easel.area());
            for (int i = 0; i < count; i++) {
                double distance = Optics.SITTER + 0.12 + 4.2 * Lens.square(chance.nextDouble());
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double radius = Math.max(0.9, optics.blurAt(distance)) * (0.8 + 0.4 * chance.nextDouble());
                double calm = 1 - 0.6 * Easel.head(u, v);
                // The same light on a larger disc is dimmer.
                double bright = 1.5 / Lens.square(radius) * Math.exp(0.8 * chance.nextGaussian());
                double lit = 0.25 + 2.0 * shaft(u, v);
                bokeh.add(easel.face().x(u), easel.face().y(v), radius,
                        SUN.times(Math.min(0.30, bright) * lit * calm));
            }
        }
    }
}
