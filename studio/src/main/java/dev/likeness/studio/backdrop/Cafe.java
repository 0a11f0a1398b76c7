package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Painting.Paint;
import java.util.SplittableRandom;

/**
 * A coffee house in the evening: shelves of bottles and jars on a plaster wall, a row of pendant lamps that runs into the
 * room, glints on the counter, and the blue of the street through a window on the left. Everything stands 4 to 8 m off and
 * far out of focus, so shapes are only masses and every bulb is a disc. The lamps light the wall behind them.
 */
final class Cafe implements Backdrop {
    private static final double APERTURE = 0.040;
    private static final double WALL = 7.5;
    private static final double COUNTER = 5.2;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 110);
        Optics optics = painting.optics(APERTURE);
        Interior interior = new Interior(seed, painting);
        painting.add(interior::wall);
        painting.defocus(optics.blurAt(WALL));
        interior.glints(optics);
        painting.over(optics.blurAt(COUNTER), interior::counter);
        interior.lamps(optics);
        return painting.develop(width, height, seed);
    }

    /** One evening. */
    private static final class Interior {
        private static final Tone BULB = new Tone(0.34, 0.80, 1.45);
        private static final Tone GLOW = new Tone(0.26, 0.60, 1.0);
        private static final Tone[] WALLS = {Tone.ofSrgb(0x7A6450), Tone.ofSrgb(0x5E6A5C), Tone.ofSrgb(0x8A4F3A),
                Tone.ofSrgb(0x8F8473), Tone.ofSrgb(0x4B5560)};
        private static final Tone WOOD = Tone.ofSrgb(0x6B4529);
        private static final Tone TAIL_LIGHT = new Tone(0.03, 0.05, 0.9);
        private static final Tone STREET = new Tone(0.235, 0.165, 0.115);
        private static final Tone[] GLASS = {Tone.ofSrgb(0x5B3A1E), Tone.ofSrgb(0x9C7A4C), Tone.ofSrgb(0x3F4A2C),
                Tone.ofSrgb(0xB9AB92), Tone.ofSrgb(0x7A2F22), Tone.ofSrgb(0x2A2420), Tone.ofSrgb(0xC08A48),
                Tone.ofSrgb(0x4A5C60)};

        private final SplittableRandom chance;
        private final Painting painting;
        private final long seed;
        private final double window;
        private final double shelf;
        private final double lampHeight;
        private final double pitch;
        private final Tone plaster;
        /** Share of the shelves that is a bare wall, from one end. */
        private final double bare;
        private final double apart;
        /** Where the rows of lamps meet, face widths; its sign is the side of the nearer row. */
        private final double row;
        private final Noise uneven;

        Interior(Seed seed, Painting painting) {
            this.seed = seed.value();
            this.painting = painting;
            chance = new SplittableRandom(seed.value());
            window = chance.nextDouble() < 0.65 ? -0.75 - 0.8 * chance.nextDouble() : -99;
            shelf = 0.44 * chance.nextDouble();
            pitch = 0.34 + 0.26 * chance.nextDouble();
            plaster = WALLS[chance.nextInt(WALLS.length)];
            bare = chance.nextDouble();
            lampHeight = 0.26 + 0.34 * chance.nextDouble();
            apart = 0.75 + 0.7 * chance.nextDouble();
            row = (chance.nextBoolean() ? 1 : -1) * (0.35 + 0.7 * chance.nextDouble());
            uneven = new Noise(seed.value(), 1);
        }

        Tone wall(double u, double v) {
            double metre = Optics.metres(WALL);
            double x = u * metre;
            double up = -v * metre;
            if (u < window && u > window - 2.6) {
                double bar = (u - window) / 0.62 - Math.floor((u - window) / 0.62);
                double outside = 0.45 + 0.55 * Lens.step(0.7, -1.3, v) + 0.18 * uneven.clouds(u * 0.9, v * 0.5, 2, 0.5);
                return bar < 0.10 || up < -0.55 ? WOOD.times(0.10) : STREET.times(outside);
            }
            Tone light = GLOW.times(pools(u, v)).plus(new Tone(0.05, 0.055, 0.06));
            return furnished(x, up).times(light);
        }

        private Tone furnished(double x, double up) {
            double at = up + shelf + 8 * pitch;
            int board = (int) Math.floor(at / pitch);
            if (bare > 0.4 && x * Math.signum(row) > 1.4 - 2 * bare) {
                return plaster.times(1 + 0.2 * uneven.clouds(x * 2, up * 2, 2, 0.5));
            }
            double over = at - board * pitch;
            if (over < 0.05) {
                return WOOD.times(1.3);
            }
            int item = (int) Math.floor(x / 0.115 + 0.35 * uneven.at(x * 3, board * 5.3));
            long hash = Noise.mix(seed ^ item * 0x9E3779B9L ^ board * 0xC2B2AE35L);
            double tall = 0.14 + 0.20 * ((hash & 0xFFFF) / 65536.0);
            boolean filled = (hash >>> 20 & 7) > 1;
            double shadow = 1 - 0.5 * Lens.step(0.25, pitch, over);
            return filled && over < tall
                    ? GLASS[(int) (hash >>> 24 & 7)].times(1.25 * shadow)
                    : plaster.times(shadow * (1 + 0.2 * uneven.clouds(x * 2, up * 2, 2, 0.5)));
        }

        /** Light of the lamps on the wall. */
        private double pools(double u, double v) {
            double sum = 0.10;
            for (int i = 0; i < 4; i++) {
                double du = u - (row + (i - 1.5) * 1.5 * Math.signum(row));
                double dv = v + 0.55;
                sum += 0.85 / Math.pow(1 + (du * du + 0.7 * dv * dv) / 0.55, 1.5);
            }
            return sum * (1 - 0.25 * Math.exp(-(u * u + v * v) / 0.8));
        }

        /** Highlights on bottles and cups. */
        void glints(Optics optics) {
            Bokeh bokeh = painting.lights();
            double span = painting.right() - painting.left();
            for (int i = 0; i < 9 * span; i++) {
                double u = painting.left() + span * chance.nextDouble();
                double v = -1.4 + 2.6 * chance.nextDouble() + 0.3 * chance.nextGaussian();
                double bright = 0.075 * Math.exp(0.9 * chance.nextGaussian());
                double white = 0.5 * chance.nextDouble();
                boolean street = u < window && u > window - 2.6;
                // Through the window they are the lamps and cars of the street.
                Tone tone = street ? GLOW.mix(TAIL_LIGHT, 1.6 * white) : GLOW.mix(new Tone(0.7, 0.85, 1), white);
                bokeh.add(painting.x(u), painting.y(street ? 0.35 * v + 0.35 : v),
                        optics.blurAt(street ? 30 : WALL) * (0.9 + 0.15 * chance.nextDouble()),
                        tone.times(Math.min(0.5, street ? 2 * bright : bright)));
            }
        }

        Paint counter(double u, double v) {
            double top = 0.92 + 0.04 * u * Math.signum(row);
            double below = v - top;
            double machine = Lens.step(0.06, 0, Math.abs(u + 1.9 * Math.signum(row)) - 0.55);
            if (below < -0.5 * machine) {
                return Paint.NONE;
            }
            Tone front = below < 0 ? Tone.ofSrgb(0x55504A) : below < 0.09 ? WOOD.times(2.2) : WOOD.times(0.55);
            return Paint.opaque(front.times(GLOW).times(0.30 + 0.5 * Math.exp(-Math.abs(u - row) / 1.6)));
        }

        /** The pendants: the nearest hang beside the head, the farthest deep in the room. */
        void lamps(Optics optics) {
            Bokeh bokeh = painting.lights();
            double span = Math.max(-painting.left(), painting.right()) * Optics.metres(4.6);
            for (double across = -0.62 - apart * Math.floor(span); across < span; across += apart) {
                for (double distance = 4.6; distance < 12; distance += 1.7 + 0.5 * chance.nextDouble()) {
                    double metre = Optics.metres(distance);
                    double u = Math.signum(row) * (0.35 + across / metre * 1.15);
                    double v = -lampHeight / metre - 0.06 * chance.nextDouble();
                    double bright = 1.1 * Math.min(1, Math.pow(6 / distance, 1.3));
                    double clear = 1 - 0.8 * Math.exp(-(u * u / 0.30 + v * v / 0.7));
                    double size = 0.05 / metre * painting.face().faceWidth();
                    double radius = optics.blurAt(distance) + 0.5 * size;
                    bokeh.add(painting.x(u), painting.y(v), radius, BULB.times(bright * clear));
                }
            }
        }
    }
}
