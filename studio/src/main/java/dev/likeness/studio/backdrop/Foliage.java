package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * Trees in summer with the sun behind them.
 *
 * <p>Leaves in sunlight seen from the shaded side are yellow-green (chlorophyll passes 550 nm and red beyond 690),
 * those in the shade are dull and bluish from the sky. The wood, 7 to 25 m away, is painted leaf by leaf over masses of
 * shade, and blurred as a whole; where the crowns let the sky through, and where wet leaves mirror the sun, bokeh discs
 * stand in swarms. A spray of leaves hangs into an upper corner only a little behind the sitter, which shows that blur
 * grows with distance. There is little detail around the head.
 */
final class Foliage implements Backdrop {
    private static final double APERTURE = 0.030;
    /** Distances from the lens, metres. */
    private static final double WOOD = 14;
    private static final double SPRAY = 2.7;

    private static final Tone SHADE = new Tone(0.010, 0.030, 0.013);
    private static final Tone LEAF = new Tone(0.022, 0.120, 0.050);
    private static final Tone SUNLIT = new Tone(0.045, 0.46, 0.27);
    private static final Tone SKY = new Tone(0.80, 0.98, 0.84);
    private static final Tone GLINT = new Tone(0.34, 1.0, 0.74);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 130);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Wood wood = new Wood(seed, easel);
        Raster sharp = easel.paint(wood::shade);
        wood.leaves(new Brush(sharp, easel.face()));
        Raster soft = Lens.defocus(sharp, optics.blurAt(WOOD));
        wood.glints(new Bokeh(soft), optics.blurAt(WOOD));
        Raster spray = easel.layer();
        wood.spray(new Brush(spray, easel.face()));
        Lens.over(soft, spray, optics.blurAt(SPRAY));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One arrangement of trees. */
    private static final class Wood {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final double sunU;
        private final double sunV;
        private final Noise crowns;
        private final Noise gaps;

        Wood(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            sunU = side * (1.0 + 0.5 * chance.nextDouble());
            sunV = -1.1 - 0.4 * chance.nextDouble();
            crowns = new Noise(seed.value(), 1);
            gaps = new Noise(seed.value(), 2);
        }

        /** How much sun reaches a place, 0 to 1. */
        private double sun(double u, double v) {
            double near = Math.exp(-(Lens.square(u - sunU) + Lens.square(v - sunV)) / 4.5);
            double mass = crowns.clouds(u * 0.75, v * 0.75, 3, 0.55);
            double low = Lens.step(0.2, 2.4, v);
            return Lens.step(-0.55, 0.95, mass + 0.85 * near - 0.35 * low) * calm(u, v);
        }

        /** Amount of detail, reduced behind the head. */
        private double calm(double u, double v) {
            return 1 - 0.45 * Easel.head(u, v);
        }

        /** Whether the crowns are open to the sky, 0 to 1. */
        private double open(double u, double v) {
            double near = Math.exp(-(Lens.square(u - sunU) + Lens.square(v - sunV)) / 2.6);
            double height = Lens.step(1.6, -1.6, v);
            return Lens.step(0.30, 0.85, gaps.clouds(u * 0.8 + 9, v * 0.9, 3, 0.6) + 0.55 * near * height
                    + 0.25 * height - 0.10);
        }

        Tone shade(double u, double v) {
            double light = sun(u, v);
            Tone mass = SHADE.blend(LEAF, 0.15 + 0.85 * light);
            double open = open(u, v);
            if (open <= 0) {
                return mass;
            }
            double hole = Lens.step(0.62 - 0.5 * open, 0.80 - 0.5 * open, gaps.clouds(u * 5.5, v * 5.5, 2, 0.6));
            return mass.mix(SKY.times(1.7 * calm(u, v)), hole * open);
        }

        void leaves(Brush brush) {
            int count = (int) (1500 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double light = sun(u, v);
                double lit = chance.nextDouble() < 0.08 + 0.70 * light * light ? 1 : 0.25;
                Tone tone = SHADE.blend(SUNLIT, Math.min(1, (0.35 + 0.65 * light) * lit + 0.12 * light))
                        .times(0.5 + 0.9 * chance.nextDouble());
                if (chance.nextDouble() < 0.016 * light) {
                    brush.petal(u, v, 0.030, 0.020, 0, GLINT.times(10 * Lens.square(chance.nextDouble()) * calm(u, v)));
                    continue;
                }
                double size = 0.055 + 0.085 * chance.nextDouble();
                if (chance.nextDouble() < 1 - 0.8 * open(u, v)) {
                    brush.leaf(u, v, size, 0.5 * size, Math.PI * chance.nextDouble(), tone);
                }
            }
        }

        /** The brightest openings, near the sun. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (38 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double bright = Math.min(0.7, 0.10 * Math.exp(1.1 * chance.nextGaussian()));
                double size = radius * (0.90 + 0.15 * chance.nextDouble());
                double calm = calm(u, v) * calm(u, v);
                if (chance.nextDouble() < Math.max(0.9 * open(u, v), 0.8 * Lens.step(0.45, 1.0, sun(u, v)))) {
                    Tone tone = GLINT.mix(SKY, 0.7 * chance.nextDouble());
                    bokeh.add(easel.face().x(u), easel.face().y(v), size, tone.times(bright * calm));
                }
            }
        }

        /** Twigs that hang into the corner away from the sun. */
        void spray(Brush brush) {
            for (int twig = 0; twig < 4; twig++) {
                double u = -side * Math.max(1.15, 0.85 * (side > 0 ? -easel.left() : easel.right()))
                        + 0.5 * chance.nextGaussian() * 0.5;
                double v = easel.top() - 0.15;
                double angle = Math.PI / 2 + side * (0.15 - 0.7 * chance.nextDouble());
                int nodes = 6 + chance.nextInt(5);
                for (int node = 0; node < nodes; node++) {
                    double nextU = u + 0.11 * Math.cos(angle);
                    double nextV = v + 0.11 * Math.sin(angle);
                    brush.limb(u, v, nextU, nextV, 0.02, 0.016, new Tone(0.012, 0.022, 0.022));
                    for (int hand = -1; hand <= 1; hand += 2) {
                        double length = 0.24 + 0.12 * chance.nextDouble();
                        double turn = angle + hand * (0.55 + 0.5 * chance.nextDouble());
                        double light = Math.pow(chance.nextDouble(), 1.5);
                        Tone tone = LEAF.times(0.5).blend(SUNLIT, 0.1 + 0.8 * light);
                        double middleU = nextU + length / 2 * Math.cos(turn);
                        double middleV = nextV + length / 2 * Math.sin(turn);
                        if (Math.abs(middleU) > 0.85 || middleV < -1.1) {
                            brush.leaf(middleU, middleV, length, 0.42 * length, turn, tone);
                        }
                    }
                    u = nextU;
                    v = nextV;
                    angle += 0.18 * chance.nextGaussian();
                }
            }
        }
    }
}
