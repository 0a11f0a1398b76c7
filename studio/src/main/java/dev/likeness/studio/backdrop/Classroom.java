package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A classroom with a blackboard, in the daylight of its windows at one side.
 *
 * <p>
 * The far wall, seven metres away, holds the board in its wooden frame, wiped in broad strokes and written on again;
 * pictures hang beside it. Light comes from the windows and falls across wall and board. Rows of desks stand before it, the
 * nearer the larger and the softer.
 */
final class Classroom implements Backdrop {
    private static final double APERTURE = 0.024;
    private static final double WALL = 7;
    private static final double EYE_LEVEL = 1.55;

    private static final Tone[] WALLS = {new Tone(0.36, 0.44, 0.48), new Tone(0.46, 0.46, 0.45),
            new Tone(0.38, 0.43, 0.38),
            new Tone(0.47, 0.42, 0.36), new Tone(0.30, 0.46, 0.52)};
    private static final Tone[] BASES = {new Tone(0.27, 0.31, 0.27), new Tone(0.30, 0.24, 0.18),
            new Tone(0.16, 0.25, 0.30)};
    private static final Tone[] BOARDS = {new Tone(0.048, 0.075, 0.050), new Tone(0.030, 0.030, 0.030),
            new Tone(0.062, 0.050, 0.036)};
    private static final Tone CHALK = new Tone(0.36, 0.40, 0.38);
    private static final Tone WOOD = Tone.ofSrgb(0xA47445);
    private static final Tone DESK = Tone.ofSrgb(0xB98A57);
    private static final Tone FLOOR = Tone.ofSrgb(0x8A7158);
    private static final Tone DAY = new Tone(1.20, 1.12, 1.02);
    private static final Tone[] PAPER = {Tone.ofSrgb(0xE7DFC9), Tone.ofSrgb(0xC9554A), Tone.ofSrgb(0x4F86B3),
            Tone.ofSrgb(0xE0B44B), Tone.ofSrgb(0x7FA66B)};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Room room = new Room(seed, easel);
        Raster soft = Lens.defocus(easel.paint(room::wall), optics.blurAt(WALL));
        for (double distance : new double[]{5.6, 4.5, 3.6}) {
            Raster row = easel.layer();
            room.desks(new Brush(row, easel.face()), distance);
            Lens.over(soft, row, optics.blurAt(distance));
        }
        easel.add(soft, room::veil);
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One room. */
    private static final class Room {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final double horizon;
        private final double metre = Optics.SITTER / Optics.FACE / WALL;
        private final Tone paint;
        private final Tone base;
        private final Tone slate;
        private final double boardWide;
        private final double boardLeft;
        private final double boardRight;
        private final double window;
        private final long pick;
        private final Noise chalk;

        Room(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            horizon = 0.05 + 0.10 * chance.nextDouble();
            window = 0.70 + 0.55 * chance.nextDouble();
            paint = WALLS[chance.nextInt(WALLS.length)];
            base = chance.nextDouble() < 0.5 ? paint.times(0.72) : BASES[chance.nextInt(BASES.length)];
            slate = BOARDS[chance.nextInt(BOARDS.length)];
            boardWide = 1.9 + 1.8 * chance.nextDouble();
            double inner = side * (window - 0.25 - 0.6 * chance.nextDouble());
            boardLeft = Math.min(inner, inner - side * boardWide);
            boardRight = Math.max(inner, inner - side * boardWide);
            pick = seed.value();
            chalk = new Noise(seed.value(), 1);
        }

        private double light(double x) {
            return 0.55 + 0.65 * Math.exp(-Math.max(0, window - side * x) / 2.1);
        }

        Tone wall(double u, double v) {
            double x = u / metre;
            double up = EYE_LEVEL - (v - horizon) / metre;
            double towards = side * x;
            if (up < 0) {
                double depth = EYE_LEVEL * metre / Math.max(0.05, v - horizon);
                return FLOOR.times(0.55 + 0.5 * Math.max(0, depth) * light(x) * 0.5)
                        .plus(DAY.times(0.05 * Math.exp(-Math.abs(window - towards) / 1.2)));
            }
            // The wall with the windows runs towards the lens from the corner.
            if (towards > window) {
                double along = (towards - window) * 2.1;
                double pane = along / 0.95;
                pane -= Math.floor(pane);
                boolean glass = up > 0.95 - 0.25 * along && up < 2.45 + 0.5 * along && pane > 0.12 && pane < 0.92;
                return glass ? DAY : paint.times(0.75 + 0.1 * along);
            }
            double light = light(x) * (1 + 0.03 * chalk.clouds(u * 0.6, v * 0.6, 2, 0.5))
                    * (1 - 0.12 * Easel.head(u, v));
            if (x > boardLeft && x < boardRight && up > 0.92 && up < 2.16) {
                double edge = Math.min(Math.min(x - boardLeft, boardRight - x), Math.min(up - 0.92, 2.16 - up));
                return edge < 0.055 ? WOOD.times(light) : board(x, up).times(0.75 + 0.45 * light);
            }
            if (up > 0.88 && up < 0.92 && x > boardLeft - 0.02 && x < boardRight + 0.02) {
                return WOOD.times(1.1 * light);
            }
            Tone paper = paper(x, up);
            return (paper.g() >= 0 ? paper : up < 0.95 ? base : paint).times(light);
        }

        private Tone board(double x, double up) {
            double wiped = chalk.clouds(x * 0.9 + 0.5 * up, up * 2.2, 4, 0.55);
            double row = (up - 1.05) / 0.17;
            double line = row - Math.floor(row);
            double words = chalk.at(x * 5 + 17 * Math.floor(row), Math.floor(row) * 3.7);
            boolean written = up > 1.15 && up < 2.0 && line > 0.28 && line < 0.72 && words > -0.05
                    && x > boardLeft + 0.35 && x < boardRight - 0.5 - 0.5 * Math.abs(chalk.at(3, Math.floor(row)));
            double letters = written ? 0.12 + 0.30 * Math.abs(chalk.at(x * 40, line * 9 + row)) : 0;
            return slate.mix(CHALK, 0.10 + 0.14 * Lens.step(-0.4, 0.9, wiped)).mix(CHALK, letters);
        }

        /** Sheets on the wall beside the board; a negative tone where there is none. */
        private Tone paper(double x, double up) {
            double outside = x < boardLeft ? boardLeft - x : x > boardRight ? x - boardRight : -1;
            if (outside < 0.18 || up < 1.15 || up > 2.1) {
                return new Tone(-1, -1, -1);
            }
            int column = (int) Math.floor((outside - 0.18) / 0.46);
            int row = (int) Math.floor((up - 1.15) / 0.50);
            double inX = outside - 0.18 - 0.46 * column;
            double inUp = up - 1.15 - 0.50 * row;
            long hash = Noise.mix(pick ^ column * 0x9E3779B97F4A7C15L ^ row * 0xC2B2AE3D27D4EB4FL);
            if (inX > 0.36 || inUp > 0.40 || (hash & 7) == 0) {
                return new Tone(-1, -1, -1);
            }
            Tone tone = PAPER[(int) ((hash >>> 8) % PAPER.length + PAPER.length) % PAPER.length];
            return inX > 0.06 && inX < 0.30 && inUp > 0.10 && inUp < 0.30 ? tone : PAPER[0].times(0.95);
        }

        void desks(Brush brush, double distance) {
            double near = Optics.SITTER / Optics.FACE / distance;
            double top = horizon + (EYE_LEVEL - 0.76) * near;
            double pitch = 1.25 * near;
            double shift = (chance.nextDouble() - 0.5) * 0.4 * near;
            for (double u = -4 * pitch + shift; u < 4 * pitch; u += pitch) {
                double light = light(u / near);
                double half = 0.42 * near;
                double tall = 0.06 * near;
                Tone wood = DESK.times(0.85 * light * (0.9 + 0.2 * chance.nextDouble()));
                boolean books = chance.nextDouble() < 0.55;
                double at = u + 0.3 * near * (chance.nextDouble() - 0.5);
                Tone cover = PAPER[chance.nextInt(PAPER.length)].times(0.7 * light);
                // The chair's back behind, the legs, the board of the desk.
                brush.limb(u - 0.18 * near, top - 0.05 * near, u + 0.18 * near, top - 0.05 * near, 0.16 * near,
                        0.16 * near, WOOD.times(0.6 * light));
                brush.limb(u - 0.9 * half, top, u - 0.9 * half, top + 0.9 * near, 0.05 * near, 0.05 * near,
                        Tone.ofSrgb(0x4B4F55).times(light));
                brush.limb(u + 0.9 * half, top, u + 0.9 * half, top + 0.9 * near, 0.05 * near, 0.05 * near,
                        Tone.ofSrgb(0x4B4F55).times(light));
                brush.limb(u - half, top + 0.10 * near, u + half, top + 0.10 * near, 0.16 * near, 0.16 * near,
                        wood.times(0.55));
                brush.limb(u - half, top, u + half, top, tall, tall, wood.times(1.25));
                if (books) {
                    brush.limb(at - 0.10 * near, top - 0.06 * near, at + 0.10 * near, top - 0.06 * near, 0.07 * near,
                            0.07 * near, cover);
                }
            }
        }

        /** The windows' light in the air and the lens. */
        Tone veil(double u, double v) {
            double off = Math.max(0, window * metre - side * u);
            return DAY.times(0.07 * Math.exp(-off / 0.8) * Math.exp(-Math.abs(v + 0.2) / 1.6));
        }
    }
}
