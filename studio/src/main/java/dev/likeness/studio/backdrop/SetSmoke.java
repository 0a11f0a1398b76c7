package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * Drifting smoke on a dark film set, lit from behind the sitter by one lamp high on the right.
 *
 * <p>Smoke is noise displaced by other noise (I. Quilez, "Domain warping", 2002), which curls as air does, and its
 * density is log-normal: broad thin haze, few dense wisps. It scatters the lamp's light forwards, so it shines most in
 * the lamp's direction and falls off around it; where smoke nearer to the lamp stands in the way, shafts of shade run
 * outwards. A little of a second, warm lamp far to the left keeps the shadows from one hue. Smoke has no sharp edges,
 * so no distances and no blur are needed.
 */
final class SetSmoke implements Backdrop {
    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 120);
        Air air = new Air(seed);
        painting.add(air::at);
        painting.defocus(0.02 * painting.face().faceWidth());
        Bokeh bokeh = painting.lights();
        bokeh.add(painting.x(air.lampU), painting.y(air.lampV), painting.optics(0.034).blurAt(7), Air.LAMP.times(1.1));
        return painting.develop(width, height, seed);
    }

    /** The air of the set. */
    private static final class Air {
        private static final Tone LAMP = new Tone(1.06, 0.96, 0.80);
        private static final Tone SHADE = new Tone(0.046, 0.038, 0.026);
        private static final Tone PRACTICAL = new Tone(0.10, 0.30, 0.62);

        private final double lampU;
        private final double lampV;
        private final double drift;
        private final Noise first;
        private final Noise second;
        private final Noise shaft;

        Air(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            lampU = 0.95 + 0.25 * chance.nextDouble();
            lampV = -0.95 + 0.25 * chance.nextDouble();
            drift = 0.25 + 0.3 * chance.nextDouble();
            first = new Noise(seed.value(), 1);
            second = new Noise(seed.value(), 2);
            shaft = new Noise(seed.value(), 3);
        }

        Tone at(double u, double v) {
            double density = smoke(u, v);
            double du = u - lampU;
            double dv = v - lampV;
            double square = du * du + dv * dv;
            double forward = 1 / Math.pow(1 + square / 0.70, 1.10);
            double far = Math.sqrt(square) + 1e-6;
            double open = 0.72 + 0.75 * shaft.clouds(2.6 * du / far, 2.6 * dv / far, 3, 0.6);
            double rays = Math.max(0.1, open) * Math.exp(-square / 9);
            double left = Math.exp(-Math.pow((u + 2.1) / 1.3, 2) - Math.pow((v - 0.7) / 1.4, 2));
            Tone lit = LAMP.times(density * (0.46 * forward + 0.15 * rays + 0.03));
            return SHADE.times(0.25 + 0.9 * density).plus(lit).plus(PRACTICAL.times(0.12 * left * density))
                    .plus(LAMP.times(0.9 / Math.pow(1 + square / 0.022, 1.3)));
        }

        /** Density of the smoke, log-normal, about 0.1 to 1.5; denser near the floor. */
        private double smoke(double u, double v) {
            double x = u * 0.58 + 0.35 * drift * v;
            double y = v * 0.72 - 0.35 * drift * u;
            double qx = first.clouds(x, y, 2, 0.5);
            double qy = first.clouds(x + 5.2, y + 1.3, 2, 0.5);
            double d = second.clouds(x * 1.1 + 0.36 * qx + 3, y * 1.1 + 0.42 * qy, 5, 0.50);
            return Math.min(1.5, 0.42 * Math.exp(1.35 * d + 0.3 * qx + 0.10 * v));
        }
    }
}
