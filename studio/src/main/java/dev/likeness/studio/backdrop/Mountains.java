package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A valley before a chain of snow-covered peaks, on a clear forenoon.
 *
 * <p>
 * A chain is a line of ridged noise (F. K. Musgrave, in "Texturing and Modeling", 1994): its slopes carry snow where they are
 * not too steep, and each point is lit by the slope between it and its neighbour towards the sun. Before it stand wooded
 * hills and a meadow. Air takes contrast and adds blue with distance.
 */
final class Mountains implements Backdrop {
    private static final double APERTURE = 0.016;

    private static final Tone SKY_HIGH = new Tone(0.56, 0.30, 0.145);
    private static final Tone SKY_LOW = new Tone(0.70, 0.60, 0.49);
    private static final Tone CLOUD = new Tone(0.74, 0.71, 0.69);
    private static final Tone SNOW = new Tone(0.70, 0.67, 0.66);
    private static final Tone SNOW_SHADE = new Tone(0.42, 0.31, 0.235);
    private static final Tone ROCK = new Tone(0.135, 0.120, 0.115);
    private static final Tone FIRS = new Tone(0.048, 0.066, 0.036);
    private static final Tone HILL = new Tone(0.055, 0.135, 0.085);
    private static final Tone MEADOW = new Tone(0.055, 0.26, 0.165);
    private static final Tone SPRING = new Tone(0.075, 0.30, 0.12);
    private static final Tone DRY = new Tone(0.075, 0.245, 0.225);
    private static final Tone AIR = new Tone(0.50, 0.38, 0.29);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 150);
        Optics optics = painting.optics(APERTURE);
        Valley valley = new Valley(seed);
        painting.add(valley::sky);
        painting.over(0, valley::chain);
        painting.defocus(optics.blurAt(5000));
        painting.over(optics.blurAt(900), valley::hills);
        painting.over(optics.blurAt(250), valley::wood);
        painting.over(optics.blurAt(20), valley::meadow);
        return painting.develop(width, height, seed);
    }

    /** One valley. */
    private static final class Valley {
        private final double side;
        private final double horizon;
        private final double peakU;
        private final double secondU;
        private final Noise cloud;
        private final Noise rock;
        private final Noise land;
        private final Tone grassland;

        Valley(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.66 + 0.14 * chance.nextDouble();
            peakU = side * (0.85 + 0.5 * chance.nextDouble());
            secondU = -side * (0.9 + 0.7 * chance.nextDouble());
            cloud = new Noise(seed.value(), 1);
            rock = new Noise(seed.value(), 2);
            land = new Noise(seed.value(), 3);
            double season = chance.nextDouble();
            grassland = season < 0.5 ? MEADOW.mix(SPRING, 1 - 2 * season) : MEADOW.mix(DRY, 2 * season - 1);
        }

        Tone sky(double u, double v) {
            double up = horizon - v;
            Tone sky = SKY_LOW.mix(SKY_HIGH, Lens.step(0.2, 2.6, up));
            double mass = cloud.clouds(u * 0.55, v * 1.3, 5, 0.55);
            double thick = Lens.step(0.12, 0.75, mass);
            return sky.mix(CLOUD.times(1.02 - 0.10 * Lens.step(0.3, 1, thick)), 0.75 * thick);
        }

        private double ridged(double u, double v) {
            double sum = 0;
            double weight = 1;
            double scale = 1;
            for (int octave = 0; octave < 5; octave++) {
                double ridge = 1 - Math.min(1, 1.7 * Math.abs(rock.at(u * scale + 13 * octave, v * scale + 5)));
                sum += weight * ridge * ridge;
                weight *= 0.5;
                scale *= 2.1;
            }
            return sum / 1.94;
        }

        /** Height of the chain's crest over the horizon. */
        private double crest(double u) {
            double first = 1.35 / (1 + 2.6 * Lens.square(u - peakU));
            double second = 1.0 / (1 + 3.4 * Lens.square(u - secondU));
            return 0.26 + 0.86 * Math.max(first, second) + 0.42 * (ridged(u * 1.15, 0.3) - 0.45);
        }

        Painting.Paint chain(double u, double v) {
            double up = horizon - v;
            double crest = crest(u);
            double cover = Lens.step(-0.006, 0.006, crest - up);
            if (cover <= 0 || up < -0.1) {
                return Painting.Paint.NONE;
            }
            // Spurs run down from the crest: the field leans with the depth below it.
            double below = crest - up;
            double du = 0.02;
            double here = ridged(u * 1.5 + 0.35 * below, below * 1.1 + 2);
            double towards = ridged((u + side * du) * 1.5 + 0.35 * below, below * 1.1 + 2);
            double slope = (here - towards) / du;
            double sun = Lens.step(-0.9, 0.7, slope * 0.30 + 0.15);
            double snowLine = 0.30 + 0.18 * land.clouds(u * 1.2, 4, 2, 0.5);
            double snowy = Lens.step(-0.10, 0.16, up - snowLine + 0.16 * (here - 0.5))
                    * (1 - 0.75 * Lens.step(0.9, 2.4, Math.abs(slope)));
            Tone snow = SNOW_SHADE.mix(SNOW, sun);
            Tone stone = ROCK.times(0.45 + 1.0 * sun);
            Tone seen = stone.mix(snow, snowy);
            return new Painting.Paint(seen.mix(AIR, 0.30 + 0.30 * Lens.step(0.6, 0, up)), cover);
        }

        Painting.Paint hills(double u, double v) {
            double up = horizon - v;
            double crest = 0.20 + 0.17 * land.clouds(u * 0.55 + 40, 1, 3, 0.5) + 0.05 * Math.abs(land.at(u * 6, 8));
            double cover = Lens.step(-0.008, 0.008, crest - up);
            double light = 0.7 + 0.5 * land.clouds(u * 1.3, v * 2.2, 3, 0.55);
            return new Painting.Paint(FIRS.mix(HILL, 0.3).times(light).mix(AIR, 0.40), cover);
        }

        Painting.Paint wood(double u, double v) {
            double up = horizon - v;
            double firs = 0.09 * Math.abs(land.at(u * 9, 30)) + 0.05 * Math.abs(land.at(u * 19, 31));
            double crest = 0.02 + 0.10 * land.clouds(u * 0.8 + 70, 2, 2, 0.5) + firs
                    + 0.10 * Lens.step(0.5, 1.8, Math.abs(u));
            double cover = Lens.step(-0.010, 0.010, crest - up);
            double light = 0.65 + 0.7 * land.clouds(u * 3, v * 5, 3, 0.6);
            return new Painting.Paint(FIRS.times(Math.max(0.3, light)).mix(AIR, 0.12), cover);
        }

        Painting.Paint meadow(double u, double v) {
            double down = v - horizon - 0.06 - 0.05 * land.clouds(u * 0.5 + 90, 3, 2, 0.5);
            double cover = Lens.step(-0.02, 0.02, down);
            if (cover <= 0) {
                return Painting.Paint.NONE;
            }
            double distance = Optics.groundAt(1.7, 0.03 + down);
            double beside = Optics.metresAcross(u, distance);
            double grass = land.clouds(beside * 0.9, distance * 0.35, 3, 0.6);
            double sweep = land.clouds(beside * 0.06 + 5, distance * 0.03, 3, 0.5);
            // Flowers, which run together to a pale bloom.
            double bloom = Lens.step(0.25, 0.9, land.clouds(beside * 0.5 + 60, distance * 0.2, 3, 0.65));
            return new Painting.Paint(grassland.times(0.72 + 0.16 * grass + 0.28 * sweep)
                    .mix(new Tone(0.30, 0.42, 0.46), 0.30 * bloom)
                    .mix(AIR, 0.20 * Math.exp(-down / 0.10)), cover);
        }
    }
}
