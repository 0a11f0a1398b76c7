package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A lavender field in Provence at the end of a day in July.
 *
 * <p>Every pixel below the horizon is projected on the plain, in metres, and shows a row of bushes or the earth
 * between rows. Rows are round in section, their side towards the sun is warm and bright, the other in violet shade,
 * and they meet at the vanishing point. Beyond stand a line of trees and hills in blue haze; the sun hangs low at one
 * side, its light is strongest over its place and returns as a warm veil. Flower spikes that catch it become small
 * discs.
 */
final class Lavender implements Backdrop {
    private static final double APERTURE = 0.020;
    private static final double EYE_LEVEL = 1.7;
    private static final double ROW = 1.5;

    private static final Tone BLOSSOM = new Tone(0.40, 0.145, 0.225);
    private static final Tone SHADOW = new Tone(0.115, 0.035, 0.052);
    private static final Tone EARTH = new Tone(0.060, 0.090, 0.105);
    private static final Tone STALKS = new Tone(0.060, 0.130, 0.105);
    private static final Tone HILL = new Tone(0.30, 0.20, 0.21);
    private static final Tone TREES = new Tone(0.055, 0.062, 0.060);
    private static final Tone SKY_HIGH = new Tone(0.50, 0.27, 0.21);
    private static final Tone SKY_LOW = new Tone(0.30, 0.44, 0.72);
    private static final Tone BLUSH = new Tone(0.41, 0.345, 0.58);
    private static final Tone SUN = new Tone(0.20, 0.58, 1.0);

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
        private final double horizon;
        private final double vanishing;
        private final LowSun sun;
        private final double phase;
        private final Noise growth;
        private final Noise land;

        Field(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.42 + 0.14 * chance.nextDouble();
            vanishing = -side * (0.5 + 0.4 * chance.nextDouble());
            double sunU = side * (1.0 + 0.35 * chance.nextDouble());
            sun = new LowSun(sunU, horizon - 0.34 - 0.16 * chance.nextDouble(), horizon);
            phase = chance.nextDouble();
            growth = new Noise(seed.value(), 1);
            land = new Noise(seed.value(), 2);
        }

        Tone at(double u, double v) {
            Tone veil = SUN.times(0.30 * sun.veil(u, v, 0.75));
            return (v < horizon ? beyond(u, v) : rows(u, v)).plus(veil);
        }

        private Tone beyond(double u, double v) {
            double up = horizon - v;
            double away = sun.away(u, v);
            double near = sun.near(u, 2.5);
            double e = up / (1 + 0.4 * near);
            Tone sky = e < 0.7 ? SKY_LOW.mix(BLUSH, Lens.step(0, 0.7, e)) : BLUSH.mix(SKY_HIGH, Lens.step(0.7, 1.9, e));
            double streak = land.clouds(u * 0.5 + 30, up * 2.6, 4, 0.55);
            sky = sky.mix(new Tone(0.42, 0.50, 0.74), 0.45 * Lens.step(0.0, 0.8, streak) * Lens.step(0.1, 0.6, up));
            sky = sky.plus(SUN.times(0.45 * Math.exp(-away / 0.30) + 1.3 * Lens.step(0.105, 0.075, away)));
            double ridge = 0.20 + 0.12 * land.clouds(u * 0.35, 1.5, 4, 0.45);
            double nearer = 0.10 + 0.07 * land.clouds(u * 0.6, 8.5, 4, 0.5);
            double wood = 0.030 + 0.028 * land.clouds(u * 2.2, 15.5, 3, 0.6) + 0.02 * land.at(u * 7, 3);
            sky = sky.mix(HILL.mix(SKY_LOW, 0.35), 0.85 * Lens.step(0.015, -0.015, up - ridge));
            sky = sky.mix(HILL.times(0.62), 0.9 * Lens.step(0.012, -0.012, up - nearer));
            return sky.mix(TREES, 0.85 * Lens.step(0.010, -0.010, up - wood));
        }

        private Tone rows(double u, double v) {
            double distance = sun.distance(v, EYE_LEVEL);
            double beside = Optics.metresAcross(u - vanishing, distance);
            double wander = 0.10 * growth.clouds(distance * 0.06, 3.3, 2, 0.5);
            double row = beside / ROW + phase + wander;
            double across = 2 * (row - Math.floor(row)) - 1;
            double bush = growth.clouds(distance * 0.35 + 31 * Math.floor(row), row * 2, 3, 0.6);
            double wide = 0.74 + 0.16 * bush;
            double inside = Lens.step(wide + 0.08, wide - 0.12, Math.abs(across));
            // The slope of a round row, towards the sun's side.
            double facing = across / wide * Math.signum(sun.u() - vanishing);
            double lit = Lens.step(-0.9, 0.9, facing + 0.35 * bush);
            double spike = 1 + 0.28 * growth.clouds(beside * 4, distance * 1.1, 2, 0.7);
            Tone bloom = SHADOW.blend(BLOSSOM.mix(new Tone(0.42, 0.24, 0.42), 0.5 * lit), 0.12 + 0.95 * lit)
                    .times(spike);
            Tone gap = EARTH.mix(STALKS, 0.5 + 0.3 * bush).times(0.45 + 0.35 * lit);
            Tone near = gap.mix(bloom, inside);
            // Far rows hide the earth between them.
            Tone far = SHADOW.mix(BLOSSOM, 0.72);
            Tone seen = near.mix(far, Lens.step(60, 220, distance));
            return seen.mix(HILL.mix(SKY_LOW, 0.4), 0.55 * (1 - Math.exp(-distance / 260)));
        }

        /** Spikes in the sun. */
        void glints(Bokeh bokeh, double radius) {
            double reach = Math.max(0.6, easel.bottom() - horizon);
            int count = (int) (16 * easel.span() * reach);
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double down = reach * Math.pow(chance.nextDouble(), 1.6);
                double near = sun.near(u, 0.8);
                double bright = Math.min(0.2, 0.05 * Math.exp(0.8 * chance.nextGaussian())) * (0.12 + near);
                bokeh.add(easel.face().x(u), easel.face().y(horizon + 0.02 + down),
                        radius * (0.75 + 0.25 * chance.nextDouble()),
                        new Tone(0.55, 0.50, 0.9).mix(SUN, 0.5 * chance.nextDouble()).times(bright));
            }
        }
    }
}
