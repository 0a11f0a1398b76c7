package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * Rose bushes in bloom on a bright afternoon.
 *
 * <p>Hedges are painted leaf by leaf in three depths, with roses set in clusters where the growth is dense. A rose is
 * layers of round petals, darker between and lighter towards the side of the sun, so that also blurred it is no disc.
 * The seed chooses the variety of roses; a few are of a paler one.
 */
final class RoseGarden implements Backdrop {
    private static final double APERTURE = 0.026;

    private static final Tone SHADE = new Tone(0.014, 0.036, 0.018);
    private static final Tone LEAF = new Tone(0.026, 0.115, 0.050);
    private static final Tone SUNLIT = new Tone(0.090, 0.40, 0.215);
    private static final Tone SKY = new Tone(0.78, 0.74, 0.66);
    private static final Tone FAR = new Tone(0.165, 0.27, 0.19);
    /** Petal in light, petal in shade. */
    private static final Tone[][] KINDS = {{Tone.ofSrgb(0xF3A3B4), Tone.ofSrgb(0xB34E68)},
            {Tone.ofSrgb(0xD92B45), Tone.ofSrgb(0x7A0F22)}, {Tone.ofSrgb(0xFBE3D6), Tone.ofSrgb(0xD59C8C)},
            {Tone.ofSrgb(0xF2799A), Tone.ofSrgb(0x9C2A50)}};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Garden garden = new Garden(seed, easel);
        Raster soft = Lens.defocus(easel.paint(garden::far), optics.blurAt(25));
        for (double distance : new double[]{13, 7.5, 4.6}) {
            Raster hedge = easel.layer();
            garden.hedge(new Brush(hedge, easel.face()), distance);
            Lens.over(soft, hedge, optics.blurAt(distance));
        }
        garden.glints(new Bokeh(soft), optics.blurAt(8));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One garden. */
    private static final class Garden {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final Tone[] roses;
        private final Tone[] paler;
        private final Noise growth;

        Garden(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            int kind = chance.nextInt(KINDS.length);
            roses = KINDS[kind];
            paler = KINDS[kind == 2 ? 0 : 2];
            growth = new Noise(seed.value(), 1);
        }

        Tone far(double u, double v) {
            double crowns = growth.clouds(u * 0.7, v * 0.9, 4, 0.55);
            double sky = Lens.step(0.0, 0.6, -1.0 - v + 0.6 * crowns + 0.25 * side * u);
            Tone trees = SHADE.mix(FAR, Lens.step(-0.8, 0.8, crowns + 0.3 * side * u));
            Tone lawn = new Tone(0.05, 0.24, 0.14).times(0.8 + 0.4 * growth.clouds(u * 0.6, v * 3, 2, 0.5));
            return trees.mix(SKY, 0.9 * sky).mix(lawn, Lens.step(0.55, 0.75, v));
        }

        /** The upper edge of a hedge. */
        private double top(double u, double distance) {
            double middle = distance > 10 ? 0.05 : distance > 6 ? 0.55 : 1.05;
            // It rises towards the frame's sides, as an arch of climbing roses does.
            double arch = distance > 6
                    ? 0.75 * Lens.step(0.5, 1.7, Math.abs(u))
                    : 0.55 * Lens.step(0.8, 1.8, Math.abs(u));
            return middle - arch + 0.20 * growth.clouds(u * 1.1 + distance, 5, 3, 0.5);
        }

        void hedge(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double leaf = 0.085 * metre;
            int count = (int) (2.6 * easel.area() / (leaf * leaf));
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double inside = v - top(u, distance);
                if (inside < 0.1 * leaf * chance.nextGaussian()) {
                    continue;
                }
                double light = light(u, v, inside);
                double lit = chance.nextDouble() < 0.7 * light * light ? 1 : 0.3;
                Tone tone = SHADE.blend(SUNLIT, Math.min(1, (0.25 + 0.75 * light) * lit + 0.1 * light))
                        .mix(LEAF, 0.3).times(0.6 + 0.7 * chance.nextDouble());
                double size = leaf * (0.7 + 0.6 * chance.nextDouble());
                brush.leaf(u, v, size, 0.62 * size, Math.PI * chance.nextDouble(), tone);
            }
            int flowers = (int) (7.5 * easel.span() / metre);
            for (int i = 0; i < flowers; i++) {
                double u = easel.anyU(chance);
                double v = top(u, distance) + 0.05 * metre + (easel.bottom() - top(u, distance)) * Math.pow(
                        chance.nextDouble(), 1.5);
                double cluster = growth.clouds(u * 1.7 / metre, v * 1.7 / metre + 20, 2, 0.5);
                if (cluster > -0.05 && (Math.abs(u) > 0.5 || v > 0.4)) {
                    rose(brush, u, v, metre * (0.075 + 0.045 * chance.nextDouble()), light(u, v, 0.3));
                }
            }
        }

        private double light(double u, double v, double inside) {
            return Lens.step(-0.9, 1.0, growth.clouds(u * 1.4 + 3, v * 1.4, 3, 0.55) + 0.45 * side * u
                    - 0.5 * Lens.step(0.1, 1.3, inside) + 0.25);
        }

        private void rose(Brush brush, double u, double v, double size, double light) {
            Tone[] kind = chance.nextDouble() < 0.16 ? paler : roses;
            double tint = 0.75 + 0.45 * light;
            int petals = 11;
            for (int ring = 3; ring >= 1; ring--) {
                double radius = size * ring / 3.0;
                for (int petal = 0; petal < petals - 2 * (3 - ring); petal++) {
                    double turn = 2 * Math.PI * (petal + 0.6 * chance.nextDouble()) / (petals - 2 * (3 - ring));
                    double out = 0.62 * radius;
                    double facing = Math.cos(turn) * side * 0.5 - Math.sin(turn) * 0.6;
                    double lit = Math.clamp(0.5 + 0.5 * facing - 0.14 * (3 - ring) + 0.12 * chance.nextGaussian(), 0,
                            1);
                    brush.petal(u + out * Math.cos(turn), v + 0.85 * out * Math.sin(turn), 0.95 * radius,
                            0.72 * radius, turn + Math.PI / 2, kind[1].mix(kind[0], lit).times(tint));
                }
            }
            brush.petal(u, v, 0.22 * size, 0.18 * size, 0, kind[1].times(0.8 * tint));
        }

        void glints(Bokeh bokeh, double radius) {
            int count = (int) (11 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double bright = Math.min(0.32, 0.06 * Math.exp(0.9 * chance.nextGaussian()))
                        * (1 - 0.7 * Easel.head(u, v)) * light(u, v, 0.1);
                bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.8 + 0.3 * chance.nextDouble()),
                        new Tone(0.55, 0.90, 0.78).times(bright));
            }
        }
    }
}
