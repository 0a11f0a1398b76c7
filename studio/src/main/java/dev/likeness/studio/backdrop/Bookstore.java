package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A bookshop by day: light shelves full of coloured paperbacks on both sides of an aisle, tables with books laid out,
 * lamps hanging in a row, a display window or another wall of books at the end. By seed: woods, paint, width and turn of
 * the aisle, lamps, tables, window.
 */
final class Bookstore implements Backdrop {
    private static final Tone[] COVERS = {Tone.ofSrgb(0xD8503F), Tone.ofSrgb(0xE7B94C), Tone.ofSrgb(0x2F6E8E),
            Tone.ofSrgb(0xEDE6D6), Tone.ofSrgb(0x3E8E6C), Tone.ofSrgb(0x23262B), Tone.ofSrgb(0xC9D4DA),
            Tone.ofSrgb(0xE58A5B), Tone.ofSrgb(0x6C4A7A), Tone.ofSrgb(0xF3F0EA), Tone.ofSrgb(0x93B7C9),
            Tone.ofSrgb(0xB73A55), Tone.ofSrgb(0xD9CBB0), Tone.ofSrgb(0x4A5E3A), Tone.ofSrgb(0xF0EDE6)};
    private static final Tone[] SHELVES = {Tone.ofSrgb(0xC79F6E), Tone.ofSrgb(0xE9E6DF), Tone.ofSrgb(0x8D6443),
            Tone.ofSrgb(0x4E5A55), Tone.ofSrgb(0xA87F55)};
    private static final Tone[] WALLS = {Tone.ofSrgb(0xEAE6DC), Tone.ofSrgb(0x52685F), Tone.ofSrgb(0xC9D2D2),
            Tone.ofSrgb(0xD9B79A)};
    private static final Tone WARM = new Tone(0.55, 0.84, 1.05);
    private static final Tone DAY = new Tone(1.10, 1.05, 0.98);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        Tone wood = SHELVES[chance.nextInt(SHELVES.length)];
        Tone wall = WALLS[chance.nextInt(WALLS.length)];
        Tone floor = chance.nextDouble() < 0.6 ? Tone.ofSrgb(0x9C7449) : Tone.ofSrgb(0x8E8C88);
        double left = -1.5 - 0.9 * chance.nextDouble();
        double right = 1.5 + 0.9 * chance.nextDouble();
        double end = 6.5 + 7 * chance.nextDouble();
        double high = 3.1 + 0.6 * chance.nextDouble();
        double tops = 2.1 + 0.5 * chance.nextDouble();
        boolean window = chance.nextDouble() < 0.45;
        double pitch = 0.29 + 0.05 * chance.nextDouble();
        Maquette model = new Maquette().ambient(wall.times(0.34), floor.times(0.55));
        model.box(-9, -0.1, -2, 9, 0, end + 2, Finish.glossy(Material.wood(floor, noise, false, 0.12), 0.035, 0.2));
        model.box(-9, high, -2, 9, high + 0.1, end + 2,
                Finish.matt(chance.nextDouble() < 0.6 ? wall.times(0.9) : new Tone(0.05, 0.05, 0.05)));
        Finish books = Finish.matt(Material.spines(COVERS, wood, pitch, 0.03, seed.value()));
        Finish board = Finish.matt(wood.times(0.95));
        for (int hand = -1; hand <= 1; hand += 2) {
            double face = hand < 0 ? left : right;
            model.box(face + hand * 0.3, 0, -2, face + hand * 0.4, high, end,
                    Finish.matt(Material.plaster(wall, noise)));
            double from = 1.2;
            while (from < end) {
                double bay = 0.9 + 0.3 * chance.nextDouble();
                if (chance.nextDouble() < 0.88) {
                    model.box(face + hand * 0.02, 0.12, from, face + hand * 0.3, tops, from + bay, books);
                    model.box(face, 0, from, face + hand * 0.3, tops + 0.04, from + 0.035, board);
                    model.box(face, tops, from, face + hand * 0.3, tops + 0.05, from + bay, board);
                    model.box(face - hand * 0.02, 0, from, face + hand * 0.3, 0.14, from + bay, board);
                    for (double y = 2 * pitch; y < tops; y += pitch) {
                        model.box(face, y, from, face + hand * 0.1, y + 0.025, from + bay, board);
                    }
                }
                from += bay;
            }
        }
        end(model, left, right, end, tops, high, window, books, board, wall);
        tables(model, chance, end, wood, (left + right) / 2);
        lamps(model, chance, end, high, (left + right) / 2, window);
        double yaw = side * (0.04 + 0.42 * chance.nextDouble() * chance.nextDouble());
        return model.photograph(new Maquette.View(yaw, 1.55, 0.02 + 0.1 * chance.nextDouble(),
                0.85 + 0.35 * chance.nextDouble()), window ? 0.24 : 0.20, width, height, seed, focus);
    }

    private static void end(Maquette model, double left, double right, double end, double tops, double high,
            boolean window, Finish books, Finish board, Tone wall) {
        if (window) {
            Finish.Skin street = (x, y, z, axis) -> {
                double post = x / 1.1 - Math.floor(x / 1.1);
                if (post < 0.06 || y > 2.65 || y < 0.5) {
                    return wall.times(0.35);
                }
                Tone view = new Tone(0.55, 0.60, 0.56).mix(DAY, Lens.step(0.6, 2.2, y + 0.4 * Math.sin(2.1 * x)));
                return view;
            };
            model.box(left - 1, 0, end, right + 1, high, end + 0.1, Finish.lamp(street, 1));
            model.lamp(0, 1.5, end - 0.1, 1.4, 0.9, 0, DAY.times(5));
            return;
        }
        model.box(left - 1, 0, end + 0.3, right + 1, high, end + 0.4, Finish.matt(wall));
        for (double x = left; x < right; x += 1.0) {
            model.box(x, 0.12, end, x + 1.0, tops, end + 0.3, books);
            model.box(x, 0, end - 0.02, x + 0.035, tops + 0.04, end + 0.3, board);
            model.box(x, tops, end - 0.02, x + 1.0, tops + 0.05, end + 0.3, board);
        }
    }

    private static void tables(Maquette model, SplittableRandom chance, double end, Tone wood, double middle) {
        for (double z = 2.9 + 0.6 * chance.nextDouble(); z < end - 1.6; z += 2.4 + chance.nextDouble()) {
            double x = middle + 0.5 * (chance.nextDouble() - 0.5);
            model.box(x - 0.7, 0.74, z, x + 0.7, 0.79, z + 1.2, Finish.matt(wood.times(0.9)));
            model.box(x - 0.65, 0.3, z + 0.05, x + 0.65, 0.74, z + 1.15, Finish.matt(wood.times(0.5)));
            for (int i = 0; i < 14; i++) {
                double bx = x - 0.62 + 0.21 * (i % 6);
                double bz = z + 0.08 + 0.36 * Math.floorDiv(i, 6);
                double pile = 0.03 + 0.16 * chance.nextDouble();
                Tone cover = COVERS[chance.nextInt(COVERS.length)];
                model.box(bx, 0.79, bz, bx + 0.15, 0.79 + pile, bz + 0.23, Finish.matt(
                        (px, py, pz, axis) -> axis == 1 ? cover : cover.mix(new Tone(0.6, 0.65, 0.7), 0.45)));
                if (chance.nextDouble() < 0.3) {
                    model.box(bx, 0.79 + pile, bz + 0.1, bx + 0.15, 1.02 + pile, bz + 0.14, Finish.matt(
                            COVERS[chance.nextInt(COVERS.length)]));
                }
            }
        }
    }

    private static void lamps(Maquette model, SplittableRandom chance, double end, double high, double middle,
            boolean window) {
        boolean globes = chance.nextDouble() < 0.5;
        double hang = high - 0.6 - 0.3 * chance.nextDouble();
        double row = chance.nextDouble() < 0.4 ? 0.7 : 0;
        Tone shade = chance.nextDouble() < 0.5 ? new Tone(0.03, 0.03, 0.03) : new Tone(0.10, 0.25, 0.30);
        for (double z = 2.4 + chance.nextDouble(); z < end - 0.4; z += 1.7) {
            for (double x = middle - row; x <= middle + row + 0.01; x += Math.max(0.1, 2 * row)) {
                model.box(x - 0.006, hang, z - 0.006, x + 0.006, high, z + 0.006, Finish.matt(shade));
                if (globes) {
                    model.ball(x, hang, z, 0.13, Finish.lamp(WARM, 1.6));
                } else {
                    model.ball(x, hang + 0.05, z, 0.2, 0.14, 0.2, Finish.matt(shade));
                    model.ball(x, hang - 0.06, z, 0.10, 0.06, 0.10, Finish.lamp(WARM, 2));
                }
                model.lamp(x, hang - 0.18, z, 0.08, 0.02, 0.08, WARM.times(window ? 1.3 : 1.7));
                if (row == 0) {
                    break;
                }
            }
        }
    }
}
