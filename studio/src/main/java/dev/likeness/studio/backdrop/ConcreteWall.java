package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A wall of fair-faced concrete, cast against smooth panels: fine joints with a little fin of cement, the round holes of
 * the formwork's ties, clouds where the mix dried unevenly, pores, and faint runs of water below the joints. Light grazes
 * it from the left, so every unevenness has a bright and a dark flank; a soft shade lies over the upper corner away from
 * the light. Metres.
 */
final class ConcreteWall implements Backdrop {
    private static final double APERTURE = 0.013;
    private static final double DISTANCE = 3.3;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Painting painting = Painting.of(width, height, focus, 160);
        Cast cast = new Cast(seed, painting);
        painting.add(cast::at);
        painting.defocus(painting.optics(APERTURE).blurAt(DISTANCE));
        return painting.develop(width, height, seed);
    }

    /** One wall and the light on it. */
    private static final class Cast {
        private static final double PANEL_WIDE = 0.9;
        private static final double PANEL_HIGH = 1.2;
        private static final double JOINT = 0.005;
        private static final double HOLE = 0.014;
        private static final Tone LIGHT_GREY = Tone.ofSrgb(0xB7B4AE);
        private static final Tone WET_GREY = Tone.ofSrgb(0x7E7E7D);
        private static final Tone KEY = new Tone(0.94, 0.98, 1.0);

        private final TurnedWall wall;
        private final double shiftX;
        private final double shiftY;
        private final double shade;
        private final double reach;
        private final long seed;
        private final Noise cloud;
        private final Noise skin;
        private final Noise run;

        Cast(Seed seed, Painting painting) {
            this.seed = seed.value();
            SplittableRandom chance = new SplittableRandom(seed.value());
            wall = new TurnedWall(DISTANCE, 0.16 + 0.16 * chance.nextDouble());
            // A joint beside the head, not through it, and one above.
            shiftX = (chance.nextBoolean() ? 0.30 : -0.27) + 0.05 * chance.nextDouble();
            shiftY = 0.22 + 0.12 * chance.nextDouble();
            reach = Math.max(2.3, 0.75 * painting.right());
            shade = 0.8 + 0.5 * chance.nextDouble();
            cloud = new Noise(seed.value(), 1);
            skin = new Noise(seed.value(), 2);
            run = new Noise(seed.value(), 3);
        }

        Tone at(double u, double v) {
            double x = wall.along(u);
            double y = wall.up(v, x);
            int column = (int) Math.floor((x - shiftX) / PANEL_WIDE);
            int row = (int) Math.floor((y - shiftY) / PANEL_HIGH);
            double inX = x - shiftX - column * PANEL_WIDE;
            double inY = y - shiftY - row * PANEL_HIGH;
            long panel = Noise.mix(seed ^ column * 0x9E37L ^ row * 0x79B9F1L);
            double tone = 0.50 + 0.16 * ((short) panel / 32768.0) + stains(x, y, inY);
            Tone paint = WET_GREY.blend(LIGHT_GREY, Math.clamp(tone, 0.0, 1.15));
            double relief = grazed(x, y) + edge(inX, PANEL_WIDE) - 0.5 * edge(inY, PANEL_HIGH);
            double pit = hole(inX, inY);
            return paint.times(Math.max(0.12, 1 + relief) * pit).times(KEY).times(light(u, v));
        }

        private double stains(double x, double y, double belowJoint) {
            double warpX = x + 0.10 * cloud.at(x * 3 + 9, y * 3);
            double large = cloud.clouds(warpX * 1.9, y * 1.5, 4, 0.58);
            double fromTop = PANEL_HIGH - belowJoint;
            double wet = Math.exp(-fromTop / 0.28) * Math.max(0, run.clouds(x * 9, 0.7 * y, 3, 0.6));
            return 0.62 * large - 0.50 * wet;
        }

        /** Slope of the surface towards the light, as a change of its brightness. */
        private double grazed(double x, double y) {
            double step = 0.006;
            double wave = skin.clouds(x * 5, y * 4, 2, 0.6) - skin.clouds((x - 0.03) * 5, y * 4, 2, 0.6);
            double pore = skin.at(x * 46, y * 46) - skin.at((x - step) * 46, (y + step) * 46);
            return 0.13 * wave + 0.05 * pore;
        }

        /** A joint: a dark gap, and the fin beside it that catches the light. */
        private static double edge(double in, double size) {
            double d = in > size / 2 ? in - size : in;
            double gap = -0.62 * Math.exp(-d * d / (JOINT * JOINT));
            double fin = 0.22 * Math.exp(-(d - 0.011) * (d - 0.011) / (0.006 * 0.006));
            return gap + fin;
        }

        private static double hole(double inX, double inY) {
            double dx = Math.abs(inX - PANEL_WIDE / 2) - PANEL_WIDE / 4;
            double dy = Math.abs(inY - PANEL_HIGH / 2) - PANEL_HIGH / 4;
            double inside = 1 - Lens.step(HOLE * 0.85, HOLE * 1.15, Math.hypot(dx, dy));
            double lit = Lens.step(-0.3, 1, dx / HOLE);
            return 1 - inside * (0.78 - 0.25 * lit);
        }

        private double light(double u, double v) {
            double du = (u + 0.75) / reach;
            double dv = (v - 0.1) / (1.2 * reach);
            double pool = 1 / Math.pow(1 + du * du + dv * dv, 1.4);
            double corner = Lens.step(-0.9, 1.5, (0.9 * u - 0.9 * v) * 2.3 / reach - shade);
            return 0.95 * (0.12 + 0.88 * pool) * (1 - 0.55 * corner);
        }
    }
}
