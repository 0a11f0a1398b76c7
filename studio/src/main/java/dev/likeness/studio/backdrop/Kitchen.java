package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A light kitchen in the morning: cabinets, a worktop with what stands on one, a hood, a window through which the day falls
 * on it, lamps over the island. By seed: fronts, tops, tiles, side and size of the window, open shelves or cupboards, a
 * second row of cabinets round the corner, shape of the lamps.
 */
final class Kitchen implements Backdrop {
    private static final Tone[] FRONTS = {Tone.ofSrgb(0xE8E5DE), Tone.ofSrgb(0x8FA08C), Tone.ofSrgb(0x4F6273),
            Tone.ofSrgb(0xC9AF8C), Tone.ofSrgb(0xA9774B), Tone.ofSrgb(0xD9D9D6), Tone.ofSrgb(0x3F4A45)};
    private static final Tone[] TOPS = {Tone.ofSrgb(0xA9794C), Tone.ofSrgb(0xE3E1DC), Tone.ofSrgb(0x4A4948)};
    private static final Tone DAY = new Tone(1.12, 1.07, 1.0);
    private static final Tone WARM = new Tone(0.50, 0.82, 1.05);
    private static final Tone STEEL = Tone.ofSrgb(0xA6AAAD);
    private static final Tone WALL = Tone.ofSrgb(0xE9E5DC);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Room room = new Room(chance, seed.value());
        room.shell();
        room.row();
        room.window();
        room.things();
        room.island();
        double yaw = room.side * (0.18 * chance.nextDouble() - 0.02);
        return room.model.photograph(new Maquette.View(yaw, 1.5, 0.02 + 0.1 * chance.nextDouble(),
                0.85 + 0.3 * chance.nextDouble()), 0.36, width, height, seed, focus);
    }

    /** One kitchen. */
    private static final class Room {
        private final SplittableRandom chance;
        private final Maquette model = new Maquette();
        private final Noise noise;
        /** Where the window is: -1 left, 1 right. */
        private final int side;
        private final double end;
        private final double corner;
        private final double high = 2.65;
        private final double windowFrom;
        private final double windowTo;
        private final double hood;
        private final Tone front;
        private final Tone upper;
        private final Tone top;
        private final boolean shelves;

        Room(SplittableRandom chance, long seed) {
            this.chance = chance;
            noise = new Noise(seed, 1);
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            end = 5.0 + 1.4 * chance.nextDouble();
            corner = -side * (1.7 + 1.2 * chance.nextDouble());
            front = FRONTS[chance.nextInt(FRONTS.length)];
            upper = chance.nextDouble() < 0.5 ? front : FRONTS[0];
            top = TOPS[chance.nextInt(TOPS.length)];
            shelves = chance.nextDouble() < 0.45;
            double near = 0.50 + 0.35 * chance.nextDouble();
            double wide = 0.9 + 0.7 * chance.nextDouble();
            windowFrom = side > 0 ? near : -near - wide;
            windowTo = windowFrom + wide;
            hood = -side * (0.55 + 0.6 * chance.nextDouble());
        }

        void shell() {
            Finish wall = Finish.matt(Material.plaster(WALL, noise));
            Tone floor = chance.nextDouble() < 0.6 ? Tone.ofSrgb(0xA07E58) : Tone.ofSrgb(0xB7B2A9);
            model.ambient(DAY.times(0.30), floor.times(0.8));
            model.box(-7, -0.1, -2, 7, 0, end, Finish.glossy(Material.wood(floor, noise, false, 0.14), 0.04, 0.2));
            model.box(-7, high, -2, 7, high + 0.1, end, Finish.matt(WALL));
            model.box(corner - side * 0.1, 0, -2, corner, high, end, wall);
            model.box(side * 4.6, 0, -2, side * 4.7, high, end, wall);
            Tone tile = chance.nextDouble() < 0.6 ? Tone.ofSrgb(0xE6E6E0) : front.mix(Tone.ofSrgb(0xD9DDD9), 0.6);
            boolean metro = chance.nextDouble() < 0.6;
            Finish.Skin tiles = metro
                    ? Material.tiles(tile, tile.times(0.7), 0.16, 0.08, true, noise)
                    : Material.tiles(tile, tile.times(0.75), 0.12, 0.12, false, noise);
            Finish back = Finish.glossy((x, y, z, axis) -> y > 0.92 && y < 1.5
                    ? tiles.at(x, y, z, axis)
                    : WALL.times(1 + 0.05 * noise.clouds(x, y, 2, 0.5)), 0.03, 0.2);
            model.box(-7, 0, end, windowFrom, high, end + 0.2, back);
            model.box(windowTo, 0, end, 7, high, end + 0.2, back);
            model.box(windowFrom, 0, end, windowTo, 1.08, end + 0.2, back);
            model.box(windowFrom, 2.2, end, windowTo, high, end + 0.2, back);
        }

        private Finish doors(Tone tone, double from, double to) {
            return Finish.glossy((x, y, z, axis) -> {
                double door = (axis == 0 ? z : x) / 0.5;
                double in = door - Math.floor(door);
                double edge = Math.min(Math.min(in, 1 - in) * 0.5, Math.min(y - from, to - y));
                boolean handle = Math.abs(in - 0.86) < 0.02
                        && Math.abs(y - (from < 1 ? to - 0.14 : from + 0.14)) < 0.07;
                return handle
                        ? STEEL.times(0.5)
                        : tone.times(edge < 0.008 ? 0.4 : edge > 0.05 && edge < 0.062 ? 0.8 : 1);
            }, 0.03, 0.25);
        }

        void row() {
            double deep = 0.6;
            model.box(-7, 0.1, end - deep, 7, 0.88, end, doors(front, 0.1, 0.88));
            model.box(-7, 0, end - deep + 0.06, 7, 0.1, end, Finish.matt(front.times(0.3)));
            Finish slab = Finish.glossy(Material.wood(top, noise, false, 0), 0.05, 0.15);
            model.box(-7, 0.88, end - deep - 0.03, 7, 0.92, end, slab);
            if (chance.nextDouble() < 0.6) {
                double z = 2.6;
                model.box(corner, 0.1, z, corner + side * deep, 0.88, end, doors(front, 0.1, 0.88));
                model.box(corner, 0.88, z, corner + side * (deep + 0.03), 0.92, end, slab);
                if (chance.nextDouble() < 0.6) {
                    model.box(corner, 0, z - 0.1, corner + side * 0.7, 2.1, z + 0.8, Finish.glossy(STEEL, 0.12, 0.2));
                }
            }
            for (double x = -4; x < 4; x += 0.5) {
                boolean free = x + 0.5 < windowFrom - 0.08 || x > windowTo + 0.08;
                boolean inHood = Math.abs(x + 0.25 - hood) < 0.5;
                if (free && !inHood && !shelves) {
                    model.box(x, 1.5, end - 0.34, x + 0.5, 2.3, end, doors(upper, 1.5, 2.3));
                }
            }
            model.box(hood - 0.42, 1.58, end - 0.5, hood + 0.42, 1.66, end, Finish.glossy(STEEL, 0.15, 0.2));
            model.box(hood - 0.16, 1.66, end - 0.3, hood + 0.16, high, end, Finish.glossy(STEEL, 0.15, 0.2));
            model.box(hood - 0.36, 0.925, end - 0.52, hood + 0.36, 0.94, end - 0.1, Finish.glossy(new Tone(0.02, 0.02,
                    0.02), 0.08, 0.05));
            model.lamp(hood, 1.55, end - 0.3, 0.3, 0, 0.1, WARM.times(0.22));
            if (shelves) {
                Finish board = Finish.matt(Material.wood(TOPS[0], noise, false, 0));
                for (double y : new double[]{1.50, 1.88}) {
                    shelf(-side * 0.05, y, hood + side * 0.5, board);
                    shelf(hood - side * 0.5, y, corner, board);
                }
            }
        }

        private void shelf(double from, double y, double to, Finish board) {
            double a = Math.min(from, to);
            double b = Math.max(from, to);
            if (b - a < 0.3 || a < windowTo && b > windowFrom) {
                return;
            }
            model.box(a, y, end - 0.26, b, y + 0.035, end, board);
            for (double x = a + 0.1; x < b - 0.08; x += 0.13 + 0.08 * chance.nextDouble()) {
                vessel(x, y + 0.035, end - 0.14, 0.8);
            }
        }

        private void vessel(double x, double low, double z, double size) {
            Tone[] clays = {Tone.ofSrgb(0xEDE9E0), Tone.ofSrgb(0xB98A66), Tone.ofSrgb(0x5F7466), Tone.ofSrgb(0xC9C2B4),
                    Tone.ofSrgb(0x39424A), Tone.ofSrgb(0x8A5A34)};
            Finish clay = Finish.glossy(clays[chance.nextInt(clays.length)], 0.05, 0.15);
            double radius = size * (0.035 + 0.03 * chance.nextDouble());
            double tall = size * (0.10 + 0.16 * chance.nextDouble());
            if (chance.nextDouble() < 0.5) {
                model.post(x, z, radius, low, low + tall, clay);
                model.ball(x, low + tall, z, radius, 0.01, radius, clay);
                if (tall > 0.18 * size) {
                    model.post(x, z, radius * 0.4, low + tall, low + tall + 0.06, clay);
                }
            } else {
                model.ball(x, low + 0.4 * tall, z, radius * 1.2, 0.4 * tall, radius * 1.2, clay);
            }
        }

        void window() {
            double mid = (windowFrom + windowTo) / 2;
            Noise leaves = new Noise(Double.doubleToLongBits(mid), 3);
            model.box(windowFrom - 1, 0.5, end + 0.5, windowTo + 1, 3, end + 0.6, Finish.lamp((x, y, z, axis) -> {
                double tree = Lens.step(-0.1, 0.5, leaves.clouds(x * 1.8, y * 1.8, 3, 0.55) - 0.9 * (y - 1.5));
                return DAY.mix(new Tone(0.28, 0.55, 0.36), 0.75 * tree);
            }, 1.25));
            Finish frame = Finish.matt(Tone.ofSrgb(0xEFEDE8));
            model.box(windowFrom, 1.08, end + 0.04, windowFrom + 0.06, 2.2, end + 0.1, frame);
            model.box(windowTo - 0.06, 1.08, end + 0.04, windowTo, 2.2, end + 0.1, frame);
            model.box(windowFrom, 1.08, end + 0.04, windowTo, 1.14, end + 0.1, frame);
            model.box(windowFrom, 2.14, end + 0.04, windowTo, 2.2, end + 0.1, frame);
            model.box(mid - 0.025, 1.08, end + 0.04, mid + 0.025, 2.2, end + 0.1, frame);
            model.box(windowFrom, 1.62, end + 0.05, windowTo, 1.66, end + 0.09, frame);
            model.box(windowFrom - 0.05, 1.04, end - 0.12, windowTo + 0.05, 1.08, end + 0.1, frame);
            model.lamp(mid, 1.64, end - 0.02, 0.5 * (windowTo - windowFrom), 0.5, 0, DAY.times(1.5));
            model.lamp(side * 3.6, 1.7, 2.5, 0, 0.8, 1.2, DAY.times(4.5));
            model.lamp(-side * 1.0, 2.4, 0.8, 0.8, 0.1, 0.8, DAY.times(1.2));
        }

        void things() {
            for (double x = -3.5; x < 3.5; x += 0.16 + 0.24 * chance.nextDouble()) {
                if (Math.abs(x - hood) > 0.4 && chance.nextDouble() < 0.75) {
                    vessel(x, 0.92, end - 0.12 - 0.3 * chance.nextDouble(), 1.25);
                }
            }
            plant((windowFrom + windowTo) / 2 + 0.3 * (chance.nextDouble() - 0.5), 1.08, end - 0.04);
            model.box(hood - 0.75, 0.92, end - 0.1, hood - 0.48, 1.28, end - 0.06,
                    Finish.matt(Material.wood(TOPS[0], noise, true, 0)));
            model.ball(hood + 0.1, 1.02, end - 0.3, 0.14, 0.09, 0.14, Finish.glossy(Tone.ofSrgb(0xB5533C), 0.06, 0.1));
        }

        private void plant(double x, double low, double z) {
            model.post(x, z, 0.06, low, low + 0.12, Finish.matt(Tone.ofSrgb(0xB77B5A)));
            for (int i = 0; i < 12; i++) {
                model.ball(x + 0.08 * chance.nextGaussian(), low + 0.22 + 0.07 * chance.nextGaussian(),
                        z + 0.04 * chance.nextGaussian(), 0.05, 0.035, 0.05,
                        Finish.matt(new Tone(0.05, 0.19, 0.09).times(0.6 + 0.8 * chance.nextDouble())));
            }
        }

        void island() {
            double z = 2.9 + 0.3 * chance.nextDouble();
            double from = -side * 1.5;
            double to = side * (1.8 + chance.nextDouble());
            model.box(from, 0, z, to, 0.88, z + 0.8, doors(front.times(0.9), 0, 0.88));
            model.box(from - side * 0.05, 0.88, z - 0.05, to + side * 0.05, 0.93, z + 0.85,
                    Finish.glossy(Material.wood(top, noise, false, 0), 0.06, 0.12));
            double bowl = side * (0.5 + 0.6 * chance.nextDouble());
            model.ball(bowl, 0.98, z + 0.3, 0.17, 0.06, 0.17, Finish.glossy(Tone.ofSrgb(0xD9D3C6), 0.05, 0.1));
            for (int i = 0; i < 7; i++) {
                Tone fruit = Tone
                        .ofSrgb(chance.nextDouble() < 0.5 ? 0xD98A2B : chance.nextDouble() < 0.5 ? 0xA9BC3A : 0xC4402F);
                model.ball(bowl + 0.07 * chance.nextGaussian(), 1.04 + 0.02 * chance.nextDouble(),
                        z + 0.3 + 0.05 * chance.nextGaussian(), 0.042, Finish.glossy(fruit, 0.04, 0.2));
            }
            plant(-side * (0.7 + 0.4 * chance.nextDouble()), 0.93, z + 0.4);
            boolean globes = chance.nextDouble() < 0.5;
            double hang = 1.82 + 0.15 * chance.nextDouble();
            double shift = 0.4 * chance.nextDouble();
            Tone shade = chance.nextDouble() < 0.5 ? new Tone(0.04, 0.04, 0.04) : new Tone(0.12, 0.24, 0.33);
            for (double x = -1.9 + shift; x < 2; x += 0.72) {
                model.box(x - 0.006, hang, z + 0.4, x + 0.006, high, z + 0.412, Finish.matt(shade));
                if (globes) {
                    model.ball(x, hang, z + 0.4, 0.10, Finish.lamp(
                            (px, py, pz, axis) -> WARM.mix(DAY, 0.35).times(0.8 + 2.2 * Math.max(0, hang - py)), 1.25));
                } else {
                    model.ball(x, hang + 0.05, z + 0.4, 0.15, 0.11, 0.15, Finish.matt(shade));
                    model.ball(x, hang - 0.04, z + 0.4, 0.08, 0.04, 0.08, Finish.lamp(WARM, 1.1));
                }
            }
        }
    }
}
