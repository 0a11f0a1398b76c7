package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A night sky far from towns: the Milky Way over the dark line of hills.
 *
 * <p>
 * Stars follow the law of magnitudes: three times as many of each magnitude, each 2.5 times as faint as the one before
 * (N. Pogson, 1856); they are drawn a little out of focus, so that the bright ones are small discs in the tint of their
 * temperature. The Milky Way is a band of noise with dust lanes; low down, the air glows. By seed: height of the horizon, hills or a
 * peak, a lake before them that mirrors the sky; of northern light the number of curtains, how high they hang, and whether they
 * rise to a side or arch.
 *
 * @param aurora whether curtains of northern light hang in the sky
 */
record StarryNight(boolean aurora) implements Backdrop {
    private static final double APERTURE = 0.006;

    private static final Tone ZENITH = new Tone(0.050, 0.021, 0.010);
    private static final Tone LOW = new Tone(0.110, 0.066, 0.034);
    private static final Tone GLOW = new Tone(0.065, 0.085, 0.095);
    private static final Tone MILKY = new Tone(0.165, 0.125, 0.125);
    private static final Tone CORE = new Tone(0.100, 0.125, 0.175);
    private static final Tone HILL = new Tone(0.0075, 0.0055, 0.0042);
    private static final Tone GREEN = new Tone(0.125, 0.46, 0.085);
    private static final Tone VIOLET = new Tone(0.20, 0.060, 0.11);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 170);
        Optics optics = painting.optics(APERTURE);
        Night night = new Night(seed, aurora);
        painting.add(night::sky);
        painting.defocus(optics.blurAt(1000));
        night.stars(painting, optics.blurAt(1000));
        painting.over(3.5 * optics.blurAt(200), night::hills);
        return painting.develop(width, height, seed);
    }

    /** One night. */
    private static final class Night {
        private final boolean aurora;
        private final SplittableRandom chance;
        private final double side;
        private final double horizon;
        private final double tilt;
        private final double through;
        private final Noise dust;
        private final Noise curtain;
        /** Share of violet in the northern light; how high it reaches, how narrow its folds are and its strength, factors. */
        private final double violet;
        private final double reach;
        private final double fold;
        private final double power;
        private final int rows;
        /** Height of the lowest curtain's foot, its rise to the right and its bend, and where there is a gap in it; face widths. */
        private final double hung;
        private final double rise;
        private final double arch;
        private final double gap;
        /** Height, place and width of a peak, and how far below the horizon a lake begins; face widths. */
        private final double peak;
        private final double peakAt;
        private final double steep;
        private final double shore;

        Night(Seed seed, boolean aurora) {
            this.aurora = aurora;
            chance = new SplittableRandom(seed.value());
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.40 + 0.55 * chance.nextDouble();
            tilt = side * (0.5 + 0.35 * chance.nextDouble());
            through = side * (0.35 + 0.35 * chance.nextDouble());
            dust = new Noise(seed.value(), 1);
            curtain = new Noise(seed.value(), 2);
            violet = 0.10 * chance.nextDouble();
            reach = 0.6 + 1.1 * chance.nextDouble();
            double strong = 0.75 + 0.7 * chance.nextDouble();
            fold = 0.6 + 1.0 * chance.nextDouble();
            SplittableRandom form = new SplittableRandom(Noise.mix(seed.value() ^ 0x1A4DL));
            rows = 1 + form.nextInt(3);
            power = strong * new double[]{2.1, 1.5, 1.2}[rows - 1];
            hung = -0.05 + 0.75 * form.nextDouble();
            rise = 1.1 * (2 * form.nextDouble() - 1);
            arch = form.nextDouble() < 0.4 ? -0.25 - 0.35 * form.nextDouble() : 0.1 * form.nextDouble();
            gap = 2.4 * (2 * form.nextDouble() - 1);
            peak = form.nextDouble() < 0.55 ? 0.30 + 0.55 * form.nextDouble() : 0;
            peakAt = 1.3 * (2 * form.nextDouble() - 1);
            steep = 0.55 + 0.6 * form.nextDouble();
            shore = form.nextDouble() < 0.45 ? 0.06 + 0.18 * form.nextDouble() : 9;
        }

        /** Distance from the Milky Way's middle, and along it. */
        private double across(double u, double v) {
            return (u - through) * Math.cos(tilt) + (v + 0.3) * Math.sin(tilt);
        }

        private double along(double u, double v) {
            return -(u - through) * Math.sin(tilt) + (v + 0.3) * Math.cos(tilt);
        }

        Tone sky(double u, double v) {
            double up = horizon - v;
            // Water, where the hills leave it free, shows the sky upside down, darker and drawn out.
            return up < -shore
                    ? above(u + 0.02 * dust.at(u * 3, v * 30), 0.75 * (-up - shore)).times(0.55)
                    : above(u, up);
        }

        private Tone above(double u, double up) {
            double v = horizon - up;
            Tone sky = LOW.mix(ZENITH, Lens.step(0, 1.7, up)).plus(GLOW.times(Math.exp(-Math.max(0, up) / 0.22)));
            if (aurora) {
                return sky.plus(curtains(u, up));
            }
            double a = across(u, v);
            double l = along(u, v);
            double cloud = dust.clouds(a * 1.9, l * 0.9, 5, 0.58);
            double band = Math.exp(-Lens.square((a + 0.10 * cloud) / 0.42));
            double lane = Lens.step(0.0, 0.7,
                    dust.clouds(a * 2.6 + 9, l * 1.1, 5, 0.6) + 0.35 * Math.exp(-a * a / 0.012));
            double light = band * (0.55 + 0.55 * cloud) * (1 - 0.75 * lane);
            double core = Math.exp(-Lens.square(a / 0.22)) * Math.exp(-Lens.square((l - 0.7) / 0.8));
            return sky.plus(MILKY.times(Math.max(0, light)))
                    .plus(CORE.times(core * (0.7 + 0.5 * cloud) * (1 - 0.8 * lane)));
        }

        private Tone curtains(double u, double up) {
            Tone sum = Tone.BLACK;
            for (int row = 0; row < rows; row++) {
                double wave = curtain.clouds(fold * u * 0.55 + 11 * row, 0.3 * row, 3, 0.5);
                double bent = u - 0.5 * row;
                double foot = hung + 0.50 * row + 0.16 * fold * wave + (row == 1 ? -0.5 : 1) * rise * u
                        + arch * bent * bent;
                double above = up - foot;
                // Rays stand in the folds; light begins sharply below and fades upwards into violet.
                double rays = 0.55 + 0.45 * curtain.clouds(fold * u * 5.5 + 2.5 * wave, 40 + row, 3, 0.6);
                double body = Lens.step(-0.22, 0.10, above)
                        * Math.exp(-Math.max(0, above) / (reach * (0.36 + 0.24 * rays)));
                double open = 1 - 0.8 * Math.exp(-Lens.square((u - gap + 1.3 * row) / 0.6));
                double strength = open * power * (0.95 - 0.2 * row) * (0.45 + 0.55 * Lens.step(-0.5, 0.6,
                        curtain.clouds(u * 0.8 + 70, row * 3, 2, 0.5)));
                Tone tone = GREEN.mix(VIOLET, violet + (1 - violet) * Lens.step(0.15 * reach, 0.95 * reach, above));
                sum = sum.plus(tone.times(Math.max(0, body * rays * strength)));
            }
            return sum;
        }

        void stars(Painting painting, double radius) {
            Bokeh bokeh = painting.lights();
            double area = (painting.right() - painting.left()) * (horizon - painting.top());
            int count = (int) ((aurora ? 120 : 260) * area);
            for (int i = 0; i < count; i++) {
                double u = painting.left() + (painting.right() - painting.left()) * chance.nextDouble();
                double v = painting.top() + (horizon - painting.top()) * chance.nextDouble();
                double pick = chance.nextDouble();
                double band = Math.exp(-Lens.square(across(u, v) / 0.45));
                double keep = chance.nextDouble();
                double warm = chance.nextDouble();
                double size = chance.nextDouble();
                if (!aurora && keep > 0.45 + 0.55 * band || aurora && keep > 0.7) {
                    continue;
                }
                double bright = Math.min(0.95, 0.035 * Math.pow(1 - 0.9985 * pick, -0.62));
                Tone tint = new Tone(1, 0.86, 0.76).mix(new Tone(0.60, 0.84, 1), warm * warm);
                bokeh.add(painting.x(u), painting.y(v), Math.max(0.95, radius * (0.40 + 0.35 * size + 0.5 * bright)),
                        tint.times(bright));
            }
        }

        Painting.Paint hills(double u, double v) {
            double up = horizon - v;
            if (up < -shore) {
                return Painting.Paint.NONE;
            }
            double ridge = 0.16 * dust.clouds(u * 0.5 + 30, 2, 4, 0.5) + 0.10
                    + peak * Math.max(0, 1 - Math.abs(u - peakAt) / steep)
                            * (1 + 0.25 * dust.clouds(u * 2.5, 7, 3, 0.5));
            double firs = 0.05 * Math.abs(dust.at(u * 8, 50)) + 0.03 * Math.abs(dust.at(u * 17, 51));
            double cover = Lens.step(-0.01, 0.01, ridge + firs - up);
            Tone light = aurora ? new Tone(0.010, 0.016, 0.008) : new Tone(0.012, 0.009, 0.007);
            return new Painting.Paint(HILL.plus(light.times(0.6 + 0.5 * dust.clouds(u * 1.5, v * 3, 3, 0.5))), cover);
        }
    }
}
