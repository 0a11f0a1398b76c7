package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A painted landscape of mountains and mist, ink on silk, hung behind the sitter.
 *
 * <p>Ridges lie one behind another. Along each crest the ink is darkest, in broken strokes that follow the slope, and
 * it is washed out downwards into mist, as in paintings of the Song dynasty. Silk is a warm surface, a little darker at
 * its edges. A painting is flat, so all of it has one small blur.
 */
final class InkLandscape implements Backdrop {
    private static final double APERTURE = 0.012;
    private static final double DISTANCE = 3.2;
    private static final int RIDGES = 5;

    private static final Tone SILK = new Tone(0.375, 0.47, 0.545);
    private static final Tone INK = new Tone(0.040, 0.038, 0.034);
    private static final Tone BLUE_INK = new Tone(0.155, 0.125, 0.085);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 170);
        Scroll scroll = new Scroll(seed);
        painting.add(scroll::at);
        painting.defocus(painting.optics(APERTURE).blurAt(DISTANCE));
        return painting.develop(width, height, seed);
    }

    /** One painting. */
    private static final class Scroll {
        private final double[] base = new double[RIDGES];
        private final double[] high = new double[RIDGES];
        private final double[] peak = new double[RIDGES];
        private final Noise[] form = new Noise[RIDGES];
        private final Noise silk;

        Scroll(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            double side = chance.nextDouble() < 0.5 ? -1 : 1;
            silk = new Noise(seed.value(), 30);
            for (int ridge = 0; ridge < RIDGES; ridge++) {
                form[ridge] = new Noise(seed.value(), ridge + 1);
                base[ridge] = -0.25 + 0.36 * ridge + 0.08 * chance.nextDouble();
                high[ridge] = 0.75 + 0.35 * chance.nextDouble() - 0.10 * ridge;
                peak[ridge] = (ridge % 2 == 0 ? side : -side) * (0.7 + 0.7 * chance.nextDouble());
            }
        }

        Tone at(double u, double v) {
            double weave = 1 + 0.012 * silk.at(u * 55, v * 3) + 0.012 * silk.at(u * 3, v * 55)
                    + 0.05 * silk.clouds(u * 0.5, v * 0.5, 3, 0.5);
            Tone seen = SILK.times(weave * (1 - 0.05 * Math.min(2.5, u * u / 3)));
            for (int ridge = 0; ridge < RIDGES; ridge++) {
                double ink = ink(ridge, u, v);
                // Far mountains are painted in pale blue ink.
                Tone colour = BLUE_INK.mix(INK, Math.min(1, ridge / 3.0));
                seen = seen.blend(colour, ink);
            }
            return seen;
        }

        /** How much of the silk the ink of a ridge covers, 0 to 1. */
        private double ink(int ridge, double u, double v) {
            double off = u - peak[ridge];
            double tower = high[ridge] * Math.exp(-Math.abs(off) * 1.5);
            double crest = base[ridge] - tower - 0.20 * form[ridge].clouds(u * 1.5, 3, 4, 0.5)
                    - 0.035 * form[ridge].at(u * 11, 7);
            double down = v - crest;
            double reach = 0.42 + 0.5 * tower;
            double inside = Lens.step(-0.004, 0.010, down);
            if (inside <= 0) {
                return 0;
            }
            double slope = 2.2 * Math.signum(off);
            double strokes = form[ridge].clouds((u - down / (slope == 0 ? 1 : slope)) * 7, down * 2.2, 3, 0.6);
            double texture = Lens.step(0.05, 0.75, strokes) * Math.exp(-down / (0.75 * reach));
            double wash = Math.exp(-down / (0.55 * reach))
                    * (0.55 + 0.25 * form[ridge].clouds(u * 1.2, v * 1.2, 2, 0.5));
            double line = 0.30 * Math.exp(-down / 0.018) * Lens.step(-0.4, 0.5, form[ridge].at(u * 5, 21));
            double strength = 0.26 + 0.15 * ridge;
            return Math.clamp(inside * strength * (wash + 0.55 * texture + line), 0, 0.92);
        }
    }
}
