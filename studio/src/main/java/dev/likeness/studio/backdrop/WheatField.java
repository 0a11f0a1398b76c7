package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A field of ripe wheat before a low sun.
 *
 * <p>Far ears form one golden surface with darker lanes of wind, foreshortened towards the horizon. Near ones are
 * painted one by one at four distances, each with its own blur. Ripe ears are translucent: those in front of the sun
 * glow, and highlights on their awns become small discs.
 */
final class WheatField implements Backdrop {
    private static final double APERTURE = 0.022;
    private static final double EYE_LEVEL = 1.6;
    /** Height of the ears over the ground, metres. */
    private static final double TALL = 0.9;

    private static final Tone SKY_HIGH = new Tone(0.50, 0.35, 0.27);
    private static final Tone SKY_LOW = new Tone(0.34, 0.52, 0.80);
    private static final Tone SUN = new Tone(0.25, 0.62, 1.0);
    private static final Tone HILL = new Tone(0.22, 0.25, 0.27);
    private static final Tone TREES = new Tone(0.035, 0.060, 0.055);
    private static final Tone EAR = new Tone(0.085, 0.285, 0.46);
    private static final Tone GLOWING = new Tone(0.17, 0.55, 0.90);
    private static final Tone SHADE = new Tone(0.022, 0.062, 0.098);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 150);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Field field = new Field(seed, easel);
        Raster soft = Lens.defocus(easel.paint(field::at), optics.blurAt(45));
        field.glints(new Bokeh(soft), optics.blurAt(30));
        for (double distance : new double[]{14, 7.5, 4.4, 3.1}) {
            Raster rank = easel.layer();
            field.ears(new Brush(rank, easel.face()), distance);
            Lens.over(soft, rank, optics.blurAt(distance));
        }
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One evening. */
    private static final class Field {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double horizon;
        private final LowSun sun;
        private final Noise wind;
        private final Noise land;

        Field(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.30 + 0.16 * chance.nextDouble();
            double sunU = side * (0.95 + 0.4 * chance.nextDouble());
            sun = new LowSun(sunU, horizon - 0.30 - 0.25 * chance.nextDouble(), horizon);
            wind = new Noise(seed.value(), 1);
            land = new Noise(seed.value(), 2);
        }

        Tone at(double u, double v) {
            Tone veil = SUN.times(0.26 * sun.veil(u, v, 0.8));
            return (v < horizon ? beyond(u, v) : surface(u, v)).plus(veil);
        }

        private Tone beyond(double u, double v) {
            double up = horizon - v;
            double away = sun.away(u, v);
            double near = sun.near(u, 2.5);
            Tone sky = SKY_LOW.mix(SKY_HIGH, Lens.step(0, 1.6, up / (1 + 0.5 * near)));
            double streak = land.clouds(u * 0.45 + 30, up * 2.2, 4, 0.55);
            sky = sky.mix(new Tone(0.50, 0.60, 0.84), 0.5 * Lens.step(0, 0.8, streak) * Lens.step(0.1, 0.7, up));
            sky = sky.plus(SUN.times(0.5 * Math.exp(-away / 0.30) + 1.2 * Lens.step(0.11, 0.08, away)));
            double ridge = 0.13 + 0.09 * land.clouds(u * 0.4, 1.5, 4, 0.45);
            double wood = 0.035 + 0.030 * land.clouds(u * 2.0, 15.5, 3, 0.6) + 0.03 * Math.max(0, land.at(u * 4, 3));
            sky = sky.mix(HILL.mix(SKY_LOW, 0.45), 0.85 * Lens.step(0.015, -0.015, up - ridge));
            return sky.mix(TREES.mix(SKY_LOW, 0.18), 0.85 * Lens.step(0.012, -0.012, up - wood));
        }

        private Tone surface(double u, double v) {
            double distance = sun.distance(v, EYE_LEVEL - TALL);
            double beside = Optics.metresAcross(u, distance);
            double lane = wind.clouds(beside * 0.10, distance * 0.05, 3, 0.55);
            double fine = wind.clouds(beside * 1.6 + 40, distance * 0.5, 3, 0.65);
            double towards = sun.near(u, 1.3);
            double light = Lens.step(-0.9, 0.9, lane + 0.6 * fine + 0.7 * towards - 0.15);
            Tone seen = SHADE.blend(EAR.mix(GLOWING, 0.6 * towards * light), 0.30 + 0.70 * light);
            return seen.mix(SKY_LOW.mix(EAR, 0.55), 0.55 * (1 - Math.exp(-distance / 220)));
        }

        /** A rank of ears on their stalks. */
        void ears(Brush brush, double distance) {
            double metre = Optics.metreAt(distance);
            double top = horizon + (EYE_LEVEL - TALL) * metre;
            int count = (int) (90 * easel.span() / metre);
            for (int i = 0; i < count; i++) {
                double u = easel.left() - 0.3 + (easel.span() + 0.6) * chance.nextDouble();
                double v = top + metre * (0.16 * chance.nextGaussian() + 0.05)
                        + 0.12 * metre * wind.clouds(u * 0.8 / metre, distance, 2, 0.5);
                double towards = sun.near(u, 1.1);
                double lit = chance.nextDouble() < 0.30 + 0.5 * towards ? 1 : 0.35;
                Tone tone = SHADE.blend(EAR.mix(GLOWING, towards * lit), 0.40 + 0.60 * lit)
                        .times(0.7 + 0.5 * chance.nextDouble());
                double lean = -Math.PI / 2 + 0.30 * chance.nextGaussian() + 0.25;
                double ear = metre * (0.10 + 0.03 * chance.nextDouble());
                double footU = u - 0.6 * metre * Math.cos(lean) * 0.5;
                brush.limb(u, v + ear / 2, footU, v + 0.9 * metre, 0.007 * metre, 0.009 * metre,
                        SHADE.blend(EAR, 0.55).times(0.9));
                brush.leaf(u, v, ear, 0.24 * ear, lean, tone);
                // The awns, which shine in front of the sun.
                for (int awn = 0; awn < 3; awn++) {
                    double turn = lean + 0.28 * (awn - 1) + 0.1 * chance.nextGaussian();
                    brush.limb(u, v, u + 1.25 * ear * Math.cos(turn), v + 1.25 * ear * Math.sin(turn),
                            0.004 * metre, 0.002 * metre, tone.mix(GLOWING, 0.5 * towards));
                }
            }
        }

        /** Highlights on awns in the sun. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (20 * easel.span());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double down = 0.5 * Math.pow(chance.nextDouble(), 1.4);
                double near = sun.near(u, 0.7);
                double bright = Math.min(0.22, 0.06 * Math.exp(0.8 * chance.nextGaussian())) * (0.1 + near);
                bokeh.add(easel.face().x(u), easel.face().y(horizon + 0.05 + down),
                        radius * (0.7 + 0.3 * chance.nextDouble()), GLOWING.times(bright));
            }
        }
    }
}
