package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * Dunes in the last hour of sun.
 *
 * <p>
 * Each dune is a crest that wanders down to the valley: on one side of it the sand faces the sun, on the other lies the
 * slip face in its own shade, lit by the sky alone and therefore blue against the orange of the light. The far dunes are
 * paler by the dust in the air. By seed: the horizon, the dunes' heights, places and distances, where the sun stands.
 */
final class Desert implements Backdrop {
    private static final double APERTURE = 0.024;
    private static final int DUNES = 4;

    private static final Tone SKY_HIGH = new Tone(0.47, 0.33, 0.22);
    private static final Tone SKY_LOW = new Tone(0.42, 0.56, 0.80);
    private static final Tone SUN = new Tone(0.32, 0.66, 1.0);
    private static final Tone SAND = new Tone(0.135, 0.315, 0.60);
    private static final Tone SHADE = new Tone(0.085, 0.090, 0.140);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 150);
        Optics optics = painting.optics(APERTURE);
        Evening evening = new Evening(seed);
        painting.add(evening::sky);
        painting.defocus(optics.blurAt(3000));
        double[] distances = {1200, 320, 90, 30};
        for (int dune = 0; dune < DUNES; dune++) {
            int each = dune;
            painting.over(optics.blurAt(distances[dune]), (u, v) -> evening.dune(each, u, v));
        }
        return painting.develop(width, height, seed);
    }

    /** One evening. */
    private static final class Evening {
        private final double side;
        private final double sunU;
        private final double horizon;
        /** How far the dunes lie apart, a factor. */
        private final double spread;
        private final double[] peak = new double[DUNES];
        private final double[] high = new double[DUNES];
        private final double[] wide = new double[DUNES];
        private final Noise[] form = new Noise[DUNES];
        private final Noise air;

        Evening(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            sunU = side * (0.5 + 1.4 * chance.nextDouble());
            horizon = -0.22 + 1.0 * chance.nextDouble();
            spread = 0.55 + 0.9 * chance.nextDouble();
            air = new Noise(seed.value(), 9);
            for (int dune = 0; dune < DUNES; dune++) {
                form[dune] = new Noise(seed.value(), dune + 1);
                // Peaks stand beside the head, on either side; one may tower, another hardly rise.
                double hand = chance.nextDouble() < 0.5 ? side : -side;
                peak[dune] = hand * (0.35 + 1.5 * chance.nextDouble());
                high[dune] = new double[]{0.26, 0.42, 0.36, 0.16}[dune] * 0.25 * Math.pow(10, chance.nextDouble());
                wide[dune] = new double[]{0.9, 1.3, 1.7, 2.6}[dune] * (0.45 + 0.75 * chance.nextDouble());
            }
        }

        Tone sky(double u, double v) {
            double up = horizon - v;
            double near = Math.exp(-Lens.square(u - sunU) / 2.4);
            Tone sky = SKY_LOW.mix(SKY_HIGH, Lens.step(-0.1, 1.7 + 0.6 * near, up));
            double streak = air.clouds(u * 0.3, up * 1.7, 4, 0.5);
            sky = sky.mix(new Tone(0.60, 0.66, 0.86), 0.25 * Lens.step(0.1, 0.9, streak));
            return sky.plus(SUN.times(0.40 * near * Math.exp(-Math.abs(up) / 0.7)));
        }

        private double base(int dune) {
            return horizon + spread * new double[]{0.06, 0.20, 0.46, 0.95}[dune];
        }

        private double crest(int dune, double u) {
            double off = (u - peak[dune]) / wide[dune];
            double slope = 1 / (1 + 1.6 * off * off);
            double wave = 0.09 * form[dune].clouds(u * 0.8 + 5, 3, 3, 0.45);
            return base(dune) - high[dune] * slope - wave;
        }

        Painting.Paint dune(int dune, double u, double v) {
            double crest = crest(dune, u);
            double cover = Lens.step(-0.006, 0.006, v - crest);
            if (cover <= 0) {
                return Painting.Paint.NONE;
            }
            double down = v - crest;
            // The brink runs from the peak down towards the viewer, in an S.
            double brink = peak[dune] - side * (0.25 * wide[dune] * down / high[dune]
                    + 0.10 * Math.sin(5 * down + 3 * form[dune].at(dune, 0.5)));
            double sunny = Lens.step(-0.02, 0.02, side * (u - brink));
            // Sand that the sun grazes is darker; foot of the slope too.
            double graze = 0.60 + 0.40 * Lens.step(-0.5, 0.8, form[dune].clouds(u * 0.8, v * 1.4, 3, 0.5));
            double foot = 1 - 0.25 * Lens.step(0.1, 0.9, down);
            double ripple = dune < 2
                    ? 0.05 * form[dune].clouds(u * 2, v * 5, 3, 0.6)
                    : 0.13 * form[dune].clouds(u * 2.2 + 0.6 * v, v * 15, 3, 0.65);
            Tone lit = SAND.times((graze + ripple) * foot).plus(SUN.times(0.10 * Math.exp(-down / 0.10)));
            Tone dark = SHADE.times((0.85 + 0.25 * graze + ripple) * (1 + 0.3 * Lens.step(0, 0.6, down)));
            double haze = new double[]{0.62, 0.38, 0.16, 0.04}[dune];
            return new Painting.Paint(dark.mix(lit, sunny).mix(SKY_LOW.times(0.85), haze), cover);
        }
    }
}
