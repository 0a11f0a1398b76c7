package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.SplittableRandom;

/**
 * A room with a tall window behind a sheer curtain, to the left; the wall beside it goes from light to shade.
 *
 * <p>
 * From back to front: garden and sky far outside, the window's bars, the curtain. Fabric of optical thickness k lets
 * exp(-k sqrt(1 + f'^2)) of the light through where its fold has the slope f' to the line of sight (Beer and Lambert):
 * the flanks of a fold are denser and therefore darker than its crest, and bars show only through the crests. The wall
 * is lit by the window as by a strip at a right angle to it, and the sun that passes the bars draws a soft patch on it.
 * Metres from the curtain's edge.
 */
final class WindowLight implements Backdrop {
    private static final double APERTURE = 0.022;
    private static final double CURTAIN = 3.0;
    private static final double BARS = 3.4;
    private static final double GARDEN = 40;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 180);
        Optics optics = painting.optics(APERTURE);
        Room room = new Room(seed);
        painting.add(room::outside);
        painting.defocus(optics.blurAt(GARDEN));
        painting.over(optics.blurAt(BARS), room::bars);
        painting.over(optics.blurAt(CURTAIN), room::wall);
        painting.over(optics.blurAt(CURTAIN), room::curtain);
        return painting.develop(width, height, seed);
    }

    /** One room. */
    private static final class Room {
        private static final double METRE = Optics.metres(CURTAIN);
        private static final Tone SKY = new Tone(1.10, 1.04, 1.0);
        private static final Tone GARDEN_GREEN = new Tone(0.20, 0.34, 0.28);
        private static final Tone PAINTED_WOOD = new Tone(0.36, 0.35, 0.34);
        private static final Tone VOILE = new Tone(0.80, 0.82, 0.84);
        private static final Tone PLASTER = Tone.ofSrgb(0xCFC0AA);

        private final double edge;
        private final double sunX;
        private final double sunY;
        private final Noise fold;
        private final Noise garden;
        private final Noise plaster;

        Room(Seed seed) {
            SplittableRandom chance = new SplittableRandom(seed.value());
            edge = -0.52 + 0.20 * chance.nextDouble();
            sunX = 0.28 + 0.10 * chance.nextDouble();
            sunY = 0.10 + 0.14 * chance.nextDouble();
            fold = new Noise(seed.value(), 1);
            garden = new Noise(seed.value(), 2);
            plaster = new Noise(seed.value(), 3);
        }

        Tone outside(double u, double v) {
            double trees = Lens.step(-0.5, 0.6, v + 0.7 * garden.clouds(u * 1.2, v * 1.2, 3, 0.6));
            return SKY.mix(GARDEN_GREEN.times(1 + 0.6 * garden.clouds(u * 3 + 8, v * 3, 2, 0.6)), trees);
        }

        Paint bars(double u, double v) {
            double x = (edge - u) * METRE;
            double y = v * METRE;
            double post = x / 0.42 - Math.floor(x / 0.42);
            double rail = (y + 0.12) / 0.55 - Math.floor((y + 0.12) / 0.55);
            return post < 0.10 || rail < 0.065 ? Paint.opaque(PAINTED_WOOD) : Paint.NONE;
        }

        Paint wall(double u, double v) {
            double x = (u - edge) * METRE;
            double y = -v * METRE;
            if (x < -0.03) {
                return Paint.NONE;
            }
            double strip = Math.max(0, x + 0.05);
            double lit = 0.085 + 0.34 * 2 * 0.26 * strip / (strip * strip + 0.26 * 0.26);
            double fall = 1 / (1 + x * x / 0.9) * (1 - 0.22 * Lens.step(-0.2, 0.8, Math.abs(y)));
            double even = 1 + 0.05 * plaster.clouds(x * 2.4, y * 2.4, 4, 0.6);
            Tone daylight = new Tone(1.02, 1.0, 0.98).times(lit * fall);
            Tone sun = new Tone(0.52, 0.80, 1.0).times(0.34 * patch(x, y));
            return Paint.opaque(PLASTER.times(daylight.plus(sun)).times(even));
        }

        /** The sun's image of two panes by three, sheared by the sun's height; 0 to 1. */
        private double patch(double x, double y) {
            double across = (x - sunX + 0.16 * (y - sunY)) / 0.34;
            double upward = (y - sunY + 0.30 * (x - sunX) + 0.42) / 0.84;
            double soft = 0.05;
            double inside = Lens.step(0, 2 * soft, across) * Lens.step(0, 2 * soft, 1 - across)
                    * Lens.step(0, soft, upward) * Lens.step(0, soft, 1 - upward);
            double post = 1 - 0.8 * Math.exp(-Math.pow((across - 0.5) / 0.06, 2));
            double third = Math.abs(upward * 3 - Math.rint(upward * 3));
            return inside * post * (1 - 0.8 * Math.exp(-Math.pow(third / 0.09, 2)));
        }

        Paint curtain(double u, double v) {
            double y = v * METRE;
            double hem = 0.035 * fold.at(0.4, y * 1.3) + 0.02;
            double x = (edge - u) * METRE + hem;
            if (x < 0) {
                return Paint.NONE;
            }
            // Folds hang nearly straight; they gather towards the edge and swing a little.
            double swing = x + 0.030 * fold.at(x * 2.5 + 4, y * 0.9);
            double bunch = swing + 0.05 * fold.clouds(swing * 4, 0.3 * y + 7, 2, 0.6);
            double phase = bunch * 2 * Math.PI / 0.105;
            double slope = 2.3 * Math.cos(phase) + 1.1 * Math.cos(2.3 * phase + 1.1);
            double thick = Math.sqrt(1 + slope * slope) + 0.8 * Math.exp(-x / 0.012);
            double through = Math.exp(-0.50 * thick);
            double front = 1 - 0.24 * Lens.step(-3, 3, slope);
            Tone scattered = VOILE.times((0.24 + 0.86 * Math.exp(-0.36 * thick)) * front);
            return new Paint(scattered, 1 - through);
        }
    }
}
