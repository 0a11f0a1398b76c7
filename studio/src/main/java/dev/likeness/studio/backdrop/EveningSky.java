package dev.likeness.studio.backdrop;

import java.util.SplittableRandom;

/**
 * Sky and far land over a field at the end of a day: a low sun at one side or one that has just gone, streaks of cloud or
 * a cover that is lit from below, hills in haze, a line of trees. Each seed has its own evening.
 */
final class EveningSky {
    /**
     * The colours of an evening.
     *
     * @param high  of the sky overhead
     * @param blush between that and the horizon
     * @param low   of the sky at the horizon
     * @param cloud of streaks in the sun
     */
    record Colours(Tone high, Tone blush, Tone low, Tone cloud, Tone sun, Tone hill, Tone trees) {
        /** Later or earlier: 0 as given, 1 after sunset, -1 in the afternoon. */
        private Colours at(double hour) {
            if (hour > 0) {
                return new Colours(high.mix(new Tone(0.30, 0.15, 0.12), 0.8 * hour),
                        blush.mix(new Tone(0.34, 0.20, 0.36), 0.8 * hour),
                        low.mix(new Tone(0.20, 0.28, 0.72), 0.7 * hour),
                        cloud.mix(new Tone(0.26, 0.24, 0.56), 0.8 * hour),
                        sun, hill.times(1 - 0.45 * hour), trees.times(1 - 0.45 * hour));
            }
            return new Colours(high.mix(new Tone(0.62, 0.44, 0.30), -0.8 * hour),
                    blush.mix(new Tone(0.62, 0.55, 0.50), -0.7 * hour),
                    low.mix(new Tone(0.60, 0.68, 0.78), -0.6 * hour),
                    cloud.mix(new Tone(0.72, 0.74, 0.80), -0.7 * hour), sun,
                    hill, trees);
        }
    }

    final double horizon;
    final double sunU;
    private final double sunV;
    private final Colours colours;
    private final double shine;
    private final double cover;
    private final double hills;
    private final double woods;
    private final double stretch;
    private final Noise land;

    /** @param from and {@code to}: where the horizon may be, face widths below the eyes */
    EveningSky(Colours given, double from, double to, SplittableRandom chance, long seed) {
        double side = chance.nextDouble() < 0.5 ? -1 : 1;
        horizon = from + (to - from) * chance.nextDouble();
        double hour = 2 * chance.nextDouble() - 1;
        boolean gone = hour > 0.45;
        sunU = side * (0.75 + 0.9 * chance.nextDouble());
        sunV = gone ? horizon + 0.15 : horizon - 0.20 - 0.45 * chance.nextDouble() * (1 - 0.6 * Math.max(0, hour));
        colours = given.at(hour);
        boolean hidden = chance.nextDouble() < 0.35;
        shine = gone ? 0 : hidden ? 0.12 : 1;
        cover = chance.nextDouble();
        hills = 0.3 + 2.2 * chance.nextDouble() * chance.nextDouble();
        woods = 0.4 + 2.4 * chance.nextDouble() * chance.nextDouble();
        stretch = 0.6 + 0.9 * chance.nextDouble();
        land = new Noise(seed, 2);
    }

    /** Its colour at the horizon, which the distance takes. */
    Tone low() {
        return colours.low;
    }

    Tone hill() {
        return colours.hill;
    }

    /** What the sun adds to everything near it. */
    Tone veil(double u, double v) {
        double strength = shine > 0 ? 0.10 + 0.18 * shine : 0.06;
        return colours.sun.times(strength * Math.exp(-Math.hypot(u - sunU, 1.2 * (v - sunV)) / 0.8));
    }

    /** Sky, hills and trees above the horizon. */
    Tone at(double u, double v) {
        double up = horizon - v;
        double away = Math.hypot(u - sunU, v - sunV);
        double near = Math.exp(-Lens.square(u - sunU) / 2.5);
        double e = up / (1 + 0.45 * near);
        Tone sky = e < 0.7
                ? colours.low.mix(colours.blush, Lens.step(0, 0.7, e))
                : colours.blush.mix(colours.high, Lens.step(0.7, 1.9, e));
        double mass = land.clouds(u * 0.5 * stretch + 30, up * 2.4 / stretch, 4, 0.55);
        double thick = Lens.step(0.45 - 0.9 * cover, 1.1 - 0.7 * cover, mass) * Lens.step(0.08, 0.6, up);
        Tone body = colours.cloud.mix(colours.high, 0.5 * cover * Lens.step(0.4, 1.0, thick));
        sky = sky.mix(body, (0.45 + 0.4 * cover) * thick);
        sky = sky.plus(colours.sun.times(0.45 * Math.max(0.25, shine) * Math.exp(-away / 0.30)
                + 1.3 * (shine == 1 ? 1 : 0) * Lens.step(0.105, 0.075, away)));
        double ridge = hills * (0.16 + 0.12 * land.clouds(u * 0.35, 1.5, 4, 0.45));
        double nearer = hills * (0.08 + 0.07 * land.clouds(u * 0.6, 8.5, 4, 0.5));
        double wood = woods
                * (0.028 + 0.030 * land.clouds(u * 2.2, 15.5, 3, 0.6) + 0.03 * Math.max(0, land.at(u * 5, 3)));
        sky = sky.mix(colours.hill.mix(colours.low, 0.40), 0.85 * Lens.step(0.015, -0.015, up - ridge));
        sky = sky.mix(colours.hill.times(0.62).mix(colours.low, 0.15), 0.9 * Lens.step(0.012, -0.012, up - nearer));
        return sky.mix(colours.trees.mix(colours.low, 0.10), 0.85 * Lens.step(0.010, -0.010, up - wood));
    }
}
