package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A grove of bamboo in soft light.
 *
 * <p>
 * The culms stand in ranks: far ones are thin and pale in the green light that falls through the crowns, near ones thick
 * and wholly out of focus. A culm is lit from one side, banded by the nodes, each with its ring of pale bloom below. Sprays
 * of narrow leaves hang from above; behind the head the grove opens to its light.
 */
final class Bamboo implements Backdrop {
    private static final double APERTURE = 0.024;

    private static final Tone LIGHT = new Tone(0.30, 0.56, 0.42);
    private static final Tone DEEP = new Tone(0.030, 0.085, 0.050);
    private static final Tone CULM = new Tone(0.055, 0.22, 0.13);
    private static final Tone BRIGHT = new Tone(0.15, 0.50, 0.36);
    private static final Tone BLOOM = new Tone(0.34, 0.48, 0.42);
    private static final Tone LEAF = new Tone(0.035, 0.20, 0.105);
    private static final Tone EARTH = new Tone(0.045, 0.075, 0.085);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Grove grove = new Grove(seed, easel);
        Raster soft = Lens.defocus(easel.paint(grove::at), optics.blurAt(30));
        for (double distance : new double[]{24, 16, 10.5, 7, 4.6}) {
            Raster rank = easel.layer();
            grove.rank(new Brush(rank, easel.face()), distance);
            Lens.over(soft, rank, optics.blurAt(distance));
        }
        grove.glints(new Bokeh(soft), optics.blurAt(14));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One place in it. */
    private static final class Grove {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double openU;
        private final double side;
        private final Noise crowns;

        Grove(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            openU = side * (0.35 + 0.5 * chance.nextDouble());
            crowns = new Noise(seed.value(), 1);
        }

        private double open(double u, double v) {
            return Math.exp(-(Lens.square(u - openU) / 1.5 + Lens.square(v + 0.25) / 2.2));
        }

        Tone at(double u, double v) {
            double mass = crowns.clouds(u * 0.8, v * 0.8, 4, 0.55);
            double light = Lens.step(-0.9, 1.2, mass + 1.7 * open(u, v) - 0.75);
            Tone wood = DEEP.mix(LIGHT, light);
            // Undergrowth, and dead leaves where light reaches the floor.
            double patch = crowns.clouds(u * 1.3 + 7, v * 3.2, 4, 0.6);
            Tone floor = DEEP.times(0.9).mix(EARTH.mix(LEAF, 0.5 + 0.5 * patch), 0.55 + 0.45 * patch);
            return wood.mix(floor, 0.9 * Lens.step(0.55, 2.1, v + 0.35 * mass));
        }

        void rank(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double pitch = 0.50 * metre * (distance < 8 ? 2.0 : 1);
            int count = (int) Math.ceil((easel.span() + 1) / pitch);
            double air = Math.min(0.60, distance / 48);
            for (int i = 0; i < count; i++) {
                double u = easel.left() - 0.5 + pitch * (i + 1.1 * (chance.nextDouble() - 0.5));
                double thick = metre * (0.07 + 0.05 * chance.nextDouble());
                double lean = 0.045 * chance.nextGaussian();
                double tint = 0.30 + 0.95 * chance.nextDouble();
                double first = chance.nextDouble();
                boolean clear = distance < 12 && Math.abs(u) < 0.62 || chance.nextDouble() < 0.12;
                if (!clear) {
                    culm(brush, new Culm(u, thick, lean, tint, first, metre, air));
                }
            }
            if (distance < 16) {
                leaves(brush, metre, air);
            }
        }

        private record Culm(double u, double thick, double lean, double tint, double first, double metre, double air) {}

        private void culm(Brush brush, Culm culm) {
            double top = easel.top() - 0.1;
            double bottom = easel.bottom() + 0.1;
            double node = 0.36 * culm.metre;
            for (double v = top - node * culm.first; v < bottom; v += node) {
                double u0 = culm.u + culm.lean * (bottom - v);
                double u1 = culm.u + culm.lean * (bottom - v - node);
                Tone seen = CULM.times(culm.tint * (0.75 + 0.5 * open(u0, v)))
                        .mix(LIGHT.times(0.55 + 0.45 * open(u0, v)), culm.air);
                Tone bright = BRIGHT.times(culm.tint).mix(LIGHT, culm.air);
                brush.limb(u0, v, u1, v + node, culm.thick, culm.thick, seen);
                double lit = -Math.signum(u0 - openU) * 0.27 * culm.thick;
                brush.limb(u0 + lit, v + 0.03 * node, u1 + lit, v + 0.97 * node, 0.28 * culm.thick,
                        0.28 * culm.thick, bright);
                brush.limb(u0 - 0.5 * culm.thick, v, u0 + 0.5 * culm.thick, v, 0.14 * culm.thick, 0.14 * culm.thick,
                        DEEP.mix(LIGHT, culm.air));
                brush.limb(u0 - 0.42 * culm.thick, v + 0.18 * culm.thick, u0 + 0.42 * culm.thick,
                        v + 0.18 * culm.thick, 0.20 * culm.thick, 0.20 * culm.thick,
                        BLOOM.times(0.8).mix(LIGHT, culm.air));
            }
        }

        private void leaves(Brush brush, double metre, double air) {
            int sprays = (int) (5.5 * easel.span() / Math.sqrt(metre));
            for (int spray = 0; spray < sprays; spray++) {
                double u = easel.anyU(chance);
                double v = easel.top() + 1.25 * Math.pow(chance.nextDouble(), 1.7);
                if (Math.abs(u) < 0.75 && v > -0.95) {
                    continue;
                }
                double light = 0.4 + 0.9 * open(u, v);
                for (int leaf = 0; leaf < 12; leaf++) {
                    double turn = Math.PI / 2 + 0.75 * chance.nextGaussian();
                    double length = metre * (0.13 + 0.09 * chance.nextDouble());
                    double atU = u + 0.24 * metre * chance.nextGaussian();
                    double atV = v + 0.16 * metre * chance.nextGaussian();
                    Tone tone = LEAF.blend(BRIGHT, chance.nextDouble() < 0.35 * light ? 0.9 : 0.15)
                            .times(0.7 + 0.6 * chance.nextDouble()).mix(LIGHT, 0.8 * air);
                    brush.leaf(atU, atV, length, 0.13 * length, turn, tone);
                }
            }
        }

        void glints(Bokeh bokeh, double radius) {
            int count = (int) (14 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double v = easel.anyV(chance);
                double bright = Math.min(0.3, 0.07 * Math.exp(0.9 * chance.nextGaussian())) * open(u, v)
                        * Lens.step(0.9, 0.1, v) * (1 - 0.6 * Easel.head(u, v));
                bokeh.add(easel.face().x(u), easel.face().y(v), radius * (0.8 + 0.3 * chance.nextDouble()),
                        new Tone(0.55, 0.95, 0.80).times(bright));
            }
        }
    }
}
