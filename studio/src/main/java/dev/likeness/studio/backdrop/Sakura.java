package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * Cherry trees in full bloom.
 *
 * <p>
 * Somei-yoshino flowers are nearly white and only in masses pale pink, because light that passed several petals lost its
 * green; the masses are therefore painted by depth of bloom. Far crowns, 9 m from the lens, are clouds of flowers along
 * dark boughs before a spring sky. Close behind the sitter boughs reach in whose flowers still show five petals, and
 * petals fall. Each layer blurs by its distance ({@link Optics}).
 */
final class Sakura implements Backdrop {
    private static final double APERTURE = 0.028;
    /** Distances from the lens, metres. */
    private static final double CROWNS = 9;
    private static final double BOUGH = 2.6;

    private static final Tone SKY_HIGH = new Tone(0.58, 0.40, 0.29);
    private static final Tone SKY_LOW = new Tone(0.60, 0.52, 0.49);
    private static final Tone WHITE = new Tone(0.645, 0.625, 0.83);
    private static final Tone PINK = new Tone(0.395, 0.335, 0.68);
    private static final Tone DEEP = new Tone(0.145, 0.095, 0.26);
    private static final Tone BARK = new Tone(0.030, 0.026, 0.036);
    private static final Tone GRASS = new Tone(0.13, 0.27, 0.21);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 130);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Grove grove = new Grove(seed, easel);
        Raster sharp = easel.paint(grove::air);
        grove.crowns(new Brush(sharp, easel.face()));
        Raster soft = Lens.defocus(sharp, optics.blurAt(CROWNS));
        grove.glints(new Bokeh(soft), optics.blurAt(CROWNS));
        Raster near = easel.layer();
        grove.boughs(new Brush(near, easel.face()));
        Lens.over(soft, near, optics.blurAt(BOUGH));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One arrangement of trees. */
    private static final class Grove {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final Noise masses;
        /** More or less in bloom, the size of crowns, how clouded the day, boughs close by. */
        private final double full;
        private final double wide;
        private final double cast;
        private final int boughs;

        Grove(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            masses = new Noise(seed.value(), 1);
            full = 0.22 * (2 * chance.nextDouble() - 1);
            wide = 0.62 + 0.7 * chance.nextDouble();
            cast = chance.nextDouble();
            boughs = 1 + chance.nextInt(4);
        }

        /** How deep in bloom a place is: 0 sky, 1 the inside of a crown. */
        private double bloom(double u, double v) {
            double mass = masses.clouds(u * 0.55 / wide, v * 0.6 / wide, 4, 0.55);
            return Lens.step(-0.50, 0.85, full + 1.15 * mass + 0.25 * side * Math.tanh(0.6 * u) - 0.05 * v);
        }

        /** The sun stands at one side and above: petals there pass more light. */
        private double sun(double u, double v) {
            return 0.80 + 0.48 * Math.exp(-(Lens.square(u + 1.1 * side) + 0.6 * Lens.square(v + 0.9)) / 1.6);
        }

        Tone air(double u, double v) {
            Tone sky = SKY_LOW.mix(SKY_HIGH.mix(SKY_LOW.times(1.1), 0.8 * cast), Lens.step(1.0, -2.2, v));
            double depth = bloom(u, v);
            Tone crown = WHITE.times(0.72).mix(PINK, Lens.step(0.1, 0.7, depth)).mix(DEEP,
                    0.75 * Lens.step(0.62, 1.0, depth));
            Tone scene = sky.mix(crown.times(sun(u, v)), Lens.step(0.12, 0.5, depth));
            double ground = Lens.step(1.15, 1.55, v + 0.10 * masses.clouds(u * 0.8 + 40, 3, 2, 0.5));
            double away = 1.6 / Math.max(0.4, v - 0.8);
            double petals = Lens.step(-0.5, 0.8, masses.clouds(u * 1.2 * away, 60 + 9 * away, 5, 0.75));
            return scene.mix(GRASS.mix(PINK, 0.18 + 0.34 * petals), ground);
        }

        void crowns(Brush brush) {
            for (int i = 0; i < 1 + 0.9 * easel.span(); i++) {
                bough(brush, easel.anyU(chance), 1.7, -Math.PI / 2 + 0.3 * chance.nextGaussian(), 0.14, 4);
            }
            int count = (int) (1100 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double depth = bloom(u, v);
                if (chance.nextDouble() < 1.3 * depth - 0.2 && v < 1.3) {
                    tuft(brush, u, v, depth);
                }
            }
        }

        /** A few flowers together, {@code depth} inside a crown. */
        private void tuft(Brush brush, double u, double v, double depth) {
            double dark = Math.clamp(depth - 0.16 + 0.34 * chance.nextGaussian(), 0.0, 1.0);
            double size = 0.05 + 0.05 * chance.nextDouble();
            Tone tone = WHITE.mix(PINK, Math.min(1, 1.6 * dark)).mix(DEEP, Math.max(0, 1.5 * dark - 0.7));
            double glint = chance.nextDouble() < 0.007 ? 2.2 : 1;
            brush.petal(u, v, size, 0.8 * size, 3 * chance.nextDouble(), tone.times(glint * sun(u, v)));
        }

        /** A bough that forks, far away; its flowers come with the crowns. */
        private void bough(Brush brush, double startU, double startV, double start, double thick, int forks) {
            double u = startU;
            double v = startV;
            double angle = start;
            for (int piece = 0; piece < 6; piece++) {
                double nextU = u + 0.13 * Math.cos(angle);
                double nextV = v + 0.13 * Math.sin(angle);
                brush.limb(u, v, nextU, nextV, thick, 0.94 * thick, BARK.mix(PINK, 0.30));
                for (int i = 0; i < 7 * (4 - forks); i++) {
                    tuft(brush, nextU + 0.15 * chance.nextGaussian(), nextV + 0.13 * chance.nextGaussian(), 0.35);
                }
                u = nextU;
                v = nextV;
                angle += 0.22 * chance.nextGaussian();
            }
            if (forks > 0) {
                bough(brush, u, v, angle + 0.35 + 0.3 * chance.nextDouble(), 0.66 * thick, forks - 1);
                bough(brush, u, v, angle - 0.35 - 0.3 * chance.nextDouble(), 0.60 * thick, forks - 2);
            }
        }

        /** Sun on petals, and sky between them. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (16 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double depth = bloom(u, v);
                double calm = 1 - 0.8 * Easel.head(u, v);
                double bright = Math.min(0.30, 0.09 * Math.exp(0.7 * chance.nextGaussian())) * calm;
                if (chance.nextDouble() < 1.3 * depth - 0.2 && v < 1.2) {
                    bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.85 + 0.2 * chance.nextDouble()),
                            WHITE.mix(PINK, 0.5 * chance.nextDouble()).times(bright));
                }
            }
        }

        /** Flowering boughs a little behind the sitter, and falling petals. */
        void boughs(Brush brush) {
            for (int i = 0; i < boughs; i++) {
                double edge = side > 0 ? easel.right() : -easel.left();
                double u = side * (edge + 0.1);
                double v = easel.top() + (0.05 + 0.5 * chance.nextDouble() + 0.45 * i) * Math.min(2.2, -easel.top());
                double angle = side > 0 ? Math.PI : 0;
                angle += side * (0.35 - 0.5 * chance.nextDouble());
                flowering(brush, u, v, angle, 0.055 - 0.01 * i, Math.min(1.0, edge - 0.75) + 0.2);
            }
            for (int i = 0; i < 3 * easel.area(); i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double size = 0.035 + 0.03 * chance.nextDouble();
                double angle = 3 * chance.nextDouble();
                if (Math.abs(u) > 0.7) {
                    brush.petal(u, v, size, 0.55 * size, angle, WHITE.mix(PINK, 0.3));
                }
            }
        }

        private void flowering(Brush brush, double startU, double startV, double start, double thick, double length) {
            double u = startU;
            double v = startV;
            double angle = start;
            double step = 0.09;
            int pieces = (int) Math.max(3, length / step);
            for (int piece = 0; piece < pieces; piece++) {
                double nextU = u + step * Math.cos(angle);
                double nextV = v + step * Math.sin(angle);
                double taper = thick * (1 - 0.75 * piece / pieces);
                brush.limb(u, v, nextU, nextV, taper, taper, BARK);
                int flowers = 2 + chance.nextInt(4);
                for (int i = 0; i < flowers; i++) {
                    flower(brush, nextU + 0.085 * chance.nextGaussian(), nextV + 0.085 * chance.nextGaussian());
                }
                if (thick > 0.03 && chance.nextDouble() < 0.3) {
                    flowering(brush, nextU, nextV, angle + (chance.nextDouble() < 0.5 ? -0.7 : 0.7), 0.5 * taper,
                            0.45 * (length - piece * step));
                }
                u = nextU;
                v = nextV;
                angle += 0.20 * chance.nextGaussian();
            }
        }

        private void flower(Brush brush, double u, double v) {
            double size = 0.065 + 0.06 * chance.nextDouble();
            double turn = 3 * chance.nextDouble();
            double tilt = 0.55 + 0.45 * chance.nextDouble();
            Tone petal = WHITE.mix(PINK, 0.1 + 0.6 * chance.nextDouble()).times(0.75 + 0.35 * chance.nextDouble());
            double view = chance.nextDouble();
            if (view < 0.22) {
                // A bud, or a flower from behind.
                brush.petal(u, v, 0.6 * size, 0.36 * size, turn, PINK.mix(DEEP, 0.25 * chance.nextDouble()));
                return;
            }
            double lean = 3 * chance.nextDouble();
            for (int i = 0; i < 5; i++) {
                double angle = turn + (i + 0.22 * chance.nextGaussian()) * 2 * Math.PI / 5;
                double reach = size * (0.24 + 0.10 * chance.nextDouble());
                double along = reach * Math.cos(angle);
                double across = reach * tilt * Math.sin(angle);
                brush.petal(u + along * Math.cos(lean) - across * Math.sin(lean),
                        v + along * Math.sin(lean) + across * Math.cos(lean),
                        (0.42 + 0.24 * chance.nextDouble()) * size,
                        0.44 * size * tilt, angle + lean, petal.times(0.88 + 0.24 * chance.nextDouble()));
            }
            if (view > 0.5) {
                brush.petal(u, v, 0.22 * size, 0.22 * size * tilt, turn, DEEP.mix(PINK, 0.5));
            }
        }
    }
}
