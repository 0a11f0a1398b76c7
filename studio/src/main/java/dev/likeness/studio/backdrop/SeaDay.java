package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * The sea on a summer's day: a blue sky with fair-weather clouds, water from deep blue to the green of the shallows, surf
 * and pale sand.
 *
 * <p>
 * Clouds are noise with its lower side in shade; the water's waves are drawn out by its lying flat, and sparkle towards
 * the sun. The surf's lines are wider the nearer they come.
 */
final class SeaDay implements Backdrop {
    private static final double APERTURE = 0.020;

    private static final Tone SKY_HIGH = new Tone(0.64, 0.34, 0.145);
    private static final Tone SKY_LOW = new Tone(0.70, 0.58, 0.43);
    private static final Tone CLOUD = new Tone(0.80, 0.78, 0.77);
    private static final Tone CLOUD_SHADE = new Tone(0.58, 0.51, 0.46);
    private static final Tone DEEP = new Tone(0.37, 0.200, 0.055);
    private static final Tone SHALLOW = new Tone(0.46, 0.42, 0.175);
    private static final Tone FOAM = new Tone(0.74, 0.73, 0.70);
    private static final Tone SAND = new Tone(0.31, 0.40, 0.48);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 140);
        Optics optics = painting.optics(APERTURE);
        Coast coast = new Coast(seed);
        painting.add(coast::at);
        painting.defocus(optics.blurAt(80));
        coast.sparkle(painting, optics.blurAt(60));
        return painting.develop(width, height, seed);
    }

    /** One coast. */
    private static final class Coast {
        private final SplittableRandom chance;
        private final double side;
        private final double horizon;
        private final double beach;
        private final Noise cloud;
        private final Noise wave;

        Coast(Seed seed) {
            chance = new SplittableRandom(seed.value());
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.28 + 0.16 * chance.nextDouble();
            beach = 0.95 + 0.25 * chance.nextDouble();
            cloud = new Noise(seed.value(), 1);
            wave = new Noise(seed.value(), 2);
        }

        Tone at(double u, double v) {
            return v < horizon ? sky(u, horizon - v) : water(u, v - horizon);
        }

        private Tone sky(double u, double up) {
            Tone sky = SKY_LOW.mix(SKY_HIGH, Lens.step(0, 2.1, up)).times(1 + 0.06 * side * u);
            // Clouds lie in flat-bottomed heaps, smaller towards the horizon.
            double rise = 1.5 * Math.log(0.45 + up);
            double mass = cloud.clouds(u * 0.75 + 3, rise * 1.5, 5, 0.52);
            double under = cloud.clouds(u * 0.75 + 3, rise * 1.5 - 0.16, 5, 0.52);
            double thick = Lens.step(0.10, 0.48, mass);
            double shade = Lens.step(-0.35, 0.30, under - mass);
            Tone seen = CLOUD.mix(CLOUD_SHADE, 0.75 * (1 - shade) * thick);
            return sky.mix(seen, 0.92 * thick * Lens.step(0.03, 0.30, up));
        }

        private Tone water(double u, double down) {
            double edge = beach + 0.10 * wave.clouds(u * 0.5, 60, 2, 0.5) + 0.14 * side * u - horizon;
            double shore = down / Math.max(0.2, edge);
            double waves = wave.clouds(u * 1.7 / (0.3 + down), 26 * Math.log(0.04 + down), 4, 0.6);
            Tone sea = DEEP.mix(SHALLOW, Lens.step(0.25, 1.0, shore + 0.06 * waves)).times(1 + 0.15 * waves)
                    .mix(SKY_LOW, 0.35 * Math.exp(-down / 0.05));
            double lines = Math.sin(17 * Math.log(0.3 + shore) + 2.2 * wave.clouds(u * 0.8, shore * 2, 3, 0.5));
            double surf = Lens.step(0.55, 0.95, lines) * Lens.step(0.55, 0.95, shore)
                    * Lens.step(-0.5, 0.4, wave.clouds(u * 2.2, shore * 9, 3, 0.6));
            double wash = Lens.step(0.10, 0.02, Math.abs(shore - 0.99)) * (0.75 + 0.3 * waves);
            Tone wet = sea.mix(FOAM, Math.clamp(0.8 * surf + 0.9 * wash, 0, 1));
            double grain = wave.clouds(u * 3, down * 9, 3, 0.6);
            Tone sand = SAND.times(0.90 + 0.10 * grain).times(0.78 + 0.22 * Lens.step(1.02, 1.25, shore));
            return wet.mix(sand, Lens.step(0.985, 1.03, shore));
        }

        /** The sun on the waves. */
        void sparkle(Painting painting, double radius) {
            Bokeh bokeh = painting.lights();
            int count = (int) (46 * (painting.right() - painting.left()));
            for (int i = 0; i < count; i++) {
                double u = painting.left() + (painting.right() - painting.left()) * chance.nextDouble();
                double down = 0.02 + (beach - horizon - 0.1) * Lens.square(chance.nextDouble());
                double towards = Math.exp(-Lens.square(u - 1.2 * side) / 0.9);
                double bright = Math.min(0.30, 0.07 * Math.exp(0.9 * chance.nextGaussian())) * (0.12 + towards);
                bokeh.add(painting.x(u), painting.y(horizon + down), radius * (0.55 + 0.45 * chance.nextDouble()),
                        new Tone(0.80, 0.82, 0.80).times(bright));
            }
        }
    }
}
