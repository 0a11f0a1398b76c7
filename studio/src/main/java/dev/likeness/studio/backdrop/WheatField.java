package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A field of ripe wheat before a low sun.
 *
 * <p>
 * Far off the ears close to one golden surface on which the wind draws darker lanes, foreshortened towards the horizon;
 * nearer they are painted ear by ear, in three depths of which each is blurred by its own distance. Ripe ears let light
 * through: those before the sun glow, and their awns become small discs.
 */
final class WheatField implements Backdrop {
    private static final double APERTURE = 0.022;
    private static final double EYE_LEVEL = 1.6;
    /** Height of the ears over the ground, metres. */
    private static final double TALL = 0.9;

    private static final EveningSky.Colours EVENING = new EveningSky.Colours(new Tone(0.50, 0.35, 0.27),
            new Tone(0.44, 0.43, 0.50), new Tone(0.34, 0.52, 0.80), new Tone(0.50, 0.60, 0.84),
            new Tone(0.25, 0.62, 1.0),
            new Tone(0.22, 0.25, 0.27), new Tone(0.035, 0.060, 0.055));
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
        private final EveningSky sky;
        private final double horizon;
        private final double sunU;
        private final Noise wind;

        Field(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value() ^ 0x3EA7);
            this.easel = easel;
            sky = new EveningSky(EVENING, 0.22, 0.56, chance, seed.value() + 1);
            horizon = sky.horizon;
            sunU = sky.sunU;
            wind = new Noise(seed.value(), 1);
        }

        Tone at(double u, double v) {
            return (v < horizon ? sky.at(u, v) : surface(u, v)).plus(sky.veil(u, v));
        }

        private Tone surface(double u, double v) {
            double distance = (EYE_LEVEL - TALL) / Math.max(2e-3, v - horizon) * Optics.SITTER / Optics.FACE;
            double beside = u * distance * Optics.FACE / Optics.SITTER;
            double lane = wind.clouds(beside * 0.10, distance * 0.05, 3, 0.55);
            double fine = wind.clouds(beside * 1.6 + 40, distance * 0.5, 3, 0.65);
            double towards = Math.exp(-Lens.square(u - sunU) / 1.3);
            double light = Lens.step(-0.9, 0.9, lane + 0.6 * fine + 0.7 * towards - 0.15);
            Tone seen = SHADE.blend(EAR.mix(GLOWING, 0.6 * towards * light), 0.30 + 0.70 * light);
            return seen.mix(sky.low().mix(EAR, 0.55), 0.55 * (1 - Math.exp(-distance / 220)));
        }

        /** A rank of ears on their stalks. */
        void ears(Brush brush, double distance) {
            double metre = Optics.SITTER / Optics.FACE / distance;
            double top = horizon + (EYE_LEVEL - TALL) * metre;
            int count = (int) (90 * easel.span() / metre);
            for (int i = 0; i < count; i++) {
                double u = easel.left() - 0.3 + (easel.span() + 0.6) * chance.nextDouble();
                double v = top + metre * (0.16 * chance.nextGaussian() + 0.05)
                        + 0.12 * metre * wind.clouds(u * 0.8 / metre, distance, 2, 0.5);
                double towards = Math.exp(-Lens.square(u - sunU) / 1.1);
                double lit = chance.nextDouble() < 0.30 + 0.5 * towards ? 1 : 0.35;
                Tone tone = SHADE.blend(EAR.mix(GLOWING, towards * lit), 0.40 + 0.60 * lit)
                        .times(0.7 + 0.5 * chance.nextDouble());
                double lean = -Math.PI / 2 + 0.30 * chance.nextGaussian() + 0.25;
                double ear = metre * (0.10 + 0.03 * chance.nextDouble());
                double footU = u - 0.6 * metre * Math.cos(lean) * 0.5;
                brush.limb(u, v + ear / 2, footU, v + 0.9 * metre, 0.007 * metre, 0.009 * metre,
                        SHADE.blend(EAR, 0.55).times(0.9));
                brush.leaf(u, v, ear, 0.24 * ear, lean, tone);
                // The beard, which shines before the sun.
                for (int awn = 0; awn < 3; awn++) {
                    double turn = lean + 0.28 * (awn - 1) + 0.1 * chance.nextGaussian();
                    brush.limb(u, v, u + 1.25 * ear * Math.cos(turn), v + 1.25 * ear * Math.sin(turn),
                            0.004 * metre, 0.002 * metre, tone.mix(GLOWING, 0.5 * towards));
                }
            }
        }

        /** Awns in the sun. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (20 * easel.span());
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double down = 0.5 * Math.pow(chance.nextDouble(), 1.4);
                double near = Math.exp(-Lens.square(u - sunU) / 0.7);
                double bright = Math.min(0.22, 0.06 * Math.exp(0.8 * chance.nextGaussian())) * (0.1 + near);
                bokeh.add(easel.face().x(u), easel.face().y(horizon + 0.05 + down),
                        radius * (0.7 + 0.3 * chance.nextDouble()), GLOWING.times(bright));
            }
        }
    }
}
