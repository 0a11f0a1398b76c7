package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * An underground platform that runs into the picture: tiled wall, posts, strips of light, the warning line, and beside it
 * a train with lit windows or the open track and the far wall with its posters. By seed: side, colours, tile, posts, train.
 */
final class SubwayPlatform implements Backdrop {
    private static final Tone[] TILES = {Tone.ofSrgb(0xDDE0DB), Tone.ofSrgb(0xC9D3D0), Tone.ofSrgb(0xE3DAC7),
            Tone.ofSrgb(0x9FB3B8)};
    private static final Tone[] LINES = {Tone.ofSrgb(0x1F5FA8), Tone.ofSrgb(0xC03A2B), Tone.ofSrgb(0x2E8B57),
            Tone.ofSrgb(0xD98E1F), Tone.ofSrgb(0x6A4C9C), Tone.ofSrgb(0x1E8C93)};
    private static final Tone TUBE = new Tone(0.96, 1.0, 0.93);
    private static final Tone WARNING = Tone.ofSrgb(0xD9B52A);
    private static final double END = 48;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        Tone tile = TILES[chance.nextInt(TILES.length)];
        Tone line = LINES[chance.nextInt(LINES.length)];
        boolean train = chance.nextDouble() < 0.62;
        double high = 2.9 + 0.5 * chance.nextDouble();
        double wall = -side * (1.7 + 0.9 * chance.nextDouble());
        double edge = side * (0.9 + 0.7 * chance.nextDouble());
        double beyond = edge + side * 4.6;
        Maquette model = new Maquette().ambient(TUBE.times(0.16), TUBE.times(0.26));
        boolean large = chance.nextDouble() < 0.4;
        Finish.Skin tiles = large
                ? Material.tiles(tile, tile.times(0.5), 0.6, 0.9, false, noise)
                : Material.tiles(tile, tile.times(0.55), 0.15, 0.075, true, noise);
        double pitch = 5 + 3 * chance.nextDouble();
        Finish.Skin lining = (x, y, z, axis) -> {
            double at = z / pitch - Math.floor(z / pitch);
            if (y > 1.95 && y < 2.25) {
                boolean name = at > 0.3 && at < 0.62;
                return name ? new Tone(0.75, 0.75, 0.75) : line;
            }
            if (at > 0.30 && at < 0.30 + 1.5 / pitch && y > 0.75 && y < 1.8) {
                long poster = Noise.mix(seed.value() ^ (long) Math.floor(z / pitch) * 77);
                double in = (y - 0.75) / 1.05;
                Tone paper = LINES[(int) (poster >>> 8 & 3)].mix(new Tone(0.6, 0.62, 0.65),
                        (poster >>> 16 & 255) / 300.0);
                return in < 0.28 ? new Tone(0.6, 0.6, 0.58) : paper.times(0.7 + 0.5 * noise.at(z * 2, y * 2));
            }
            return y < 0.18 ? tile.times(0.3) : tiles.at(x, y, z, axis);
        };
        model.box(wall, 0, -2, wall - side * 0.2, high, END, Finish.glossy(lining, 0.045, 0.12));
        Finish.Skin floor = Material.tiles(Tone.ofSrgb(0x8C8B86), Tone.ofSrgb(0x5B5A57), 0.6, 0.6, false, noise);
        Finish.Skin paved = (x, y, z, axis) -> {
            double in = (edge - x) * side;
            return in < 0.12 ? Tone.ofSrgb(0xB5B5B0) : in > 0.32 && in < 0.62 ? WARNING : floor.at(x, y, z, axis);
        };
        model.box(wall, -1.2, -2, edge, 0, END, Finish.glossy(paved, 0.06, 0.10));
        model.box(edge, -1.3, -2, beyond, -1.2, END, Finish.matt(Tone.ofSrgb(0x2B2A29)));
        model.box(wall, high, -2, beyond, high + 0.2, END, Finish.matt(Tone.ofSrgb(0x70726F)));
        Finish.Skin far = (x, y, z,
                axis) -> y < 0 ? Tone.ofSrgb(0x33312F) : lining.at(x, y + 0.1, z + 2, axis).times(0.8);
        model.box(beyond, -1.3, -2, beyond + side * 0.2, high, END, Finish.matt(far));
        model.box(wall - 1, -1.3, END, beyond + side, high, END + 0.2, Finish.matt(Tone.ofSrgb(0x4A4B4A)));
        model.lamp(edge - side, high - 0.4, END - 2, 0.5, 0, 0.5, TUBE.times(6));
        double strip = edge - side * (0.75 + 0.5 * chance.nextDouble());
        boolean across = chance.nextDouble() < 0.3;
        for (double z = 1; z < END; z += across ? 2.2 : 1.9) {
            double half = across ? 0.6 : 0.07;
            double deep = across ? 0.14 : 1.5;
            model.box(strip - half, high - 0.12, z, strip + half, high - 0.05, z + deep, Finish.lamp(TUBE, 3));
            if (z < 26) {
                model.lamp(strip, high - 0.16, z + deep / 2, half, 0, deep / 2, TUBE.times(1.25));
            }
        }
        posts(model, wall, edge, high, side, line, tiles, chance);
        if (train) {
            train(model, edge + side * 0.10, side, line, chance);
        } else {
            for (double z = 2; z < 26; z += 5) {
                model.lamp(beyond - side * 0.8, high - 0.2, z, 0.1, 0, 0.6, TUBE.times(0.8));
            }
        }
        bench(model, wall, side, chance);
        double yaw = side * (0.02 + 0.07 * chance.nextDouble());
        return model.photograph(new Maquette.View(yaw, 1.55, 0.04 + 0.1 * chance.nextDouble(),
                0.95 + 0.4 * chance.nextDouble()), train ? 0.20 : 0.17, width, height, seed, focus);
    }

    private static void posts(Maquette model, double wall, double edge, double high, int side, Tone line,
            Finish.Skin tiles, SplittableRandom chance) {
        int kind = chance.nextInt(3);
        if (kind == 0) {
            return;
        }
        double x = wall + side * (0.55 + 0.35 * chance.nextDouble()) * 1.3;
        double pitch = 4 + 1.5 * chance.nextDouble();
        for (double z = 3.6 + 1.5 * chance.nextDouble(); z < 40; z += pitch) {
            if (kind == 1) {
                model.post(x, z, 0.17, 0, high, Finish.glossy((px, py, pz, axis) -> py > 1.55 && py < 1.95
                        ? line
                        : line.times(0.35).mix(new Tone(0.3, 0.3, 0.3), 0.5), 0.05, 0.15));
            } else {
                model.box(x - 0.22, 0, z - 0.22, x + 0.22, high, z + 0.22, Finish.glossy(tiles, 0.05, 0.12));
            }
        }
    }

    private static void train(Maquette model, double face, int side, Tone line, SplittableRandom chance) {
        Tone body = chance.nextDouble() < 0.6 ? Tone.ofSrgb(0xAEB4B8) : Tone.ofSrgb(0xD9DCDA);
        Tone inside = chance.nextDouble() < 0.5 ? new Tone(0.82, 0.95, 1.0) : new Tone(1.0, 1.0, 0.93);
        double shift = 5 * chance.nextDouble();
        Finish.Skin skin = (x, y, z, axis) -> {
            double car = (z + shift) / 4.4 - Math.floor((z + shift) / 4.4);
            double m = car * 4.4;
            if (m > 0.25 && m < 1.65) {
                return y > 0.9 && y < 1.85 && Math.abs(m - 0.95) > 0.08
                        ? body.times(0.2)
                        : line.mix(body, 0.35).times(Math.abs(m - 0.95) < 0.02 ? 0.3 : 1);
            }
            return y > 0.45 && y < 0.72
                    ? line
                    : body.times(0.93 + 0.07 * Math.cos(y * 70));
        };
        model.box(face, -1.1, -3, face + side * 2.6, 2.35, 44, Finish.glossy(skin, 0.10, 0.12));
        for (double z = -shift - 4.4; z < 42; z += 4.4) {
            for (int pane = 0; pane < 2; pane++) {
                double from = z + 1.85 + 1.2 * pane;
                glass(model, face, side, from, from + 1.08, 0.95, 1.85, inside);
            }
            glass(model, face, side, z + 0.36, z + 0.87, 0.9, 1.85, inside);
            glass(model, face, side, z + 1.03, z + 1.54, 0.9, 1.85, inside);
        }
        for (double z = 2; z < 18; z += 4) {
            model.lamp(face - side * 0.1, 1.5, z, 0, 0.4, 1, inside.times(0.5));
        }
    }

    private static void glass(Maquette model, double face, int side, double from, double to, double low, double up,
            Tone inside) {
        model.box(face - side * 0.012, low, from, face, up, to, Finish.lamp((x, y, z, axis) -> {
            // Seats and people stand dark before the far windows; lamps are above.
            double place = z / 0.58;
            long who = Noise.mix((long) Math.floor(place) * 0x9E3779B9L + 5);
            double beside = (place - Math.floor(place) - 0.5) * 0.58;
            double rise = y - low - 0.04 * (who >>> 8 & 3);
            boolean there = (who & 7) < 4;
            if (there && Math.hypot(beside, rise - 0.42) < 0.105) {
                return new Tone(0.10, 0.12, 0.17);
            }
            if (there && Math.hypot(beside / 0.23, rise / 0.30) < 1) {
                return new Tone(0.09 + 0.03 * (who >>> 12 & 7), 0.10 + 0.02 * (who >>> 15 & 7), 0.12);
            }
            return rise < 0.14 ? new Tone(0.24, 0.26, 0.27) : inside.times(0.62 + 0.4 * Lens.step(1.5, 1.8, y));
        }, 1.15));
    }

    private static void bench(Maquette model, double wall, int side, SplittableRandom chance) {
        double z = 4.5 + 3.5 * chance.nextDouble();
        Tone seat = chance.nextDouble() < 0.5 ? Tone.ofSrgb(0x8A6038) : Tone.ofSrgb(0x45494C);
        model.box(wall + side * 0.15, 0.42, z, wall + side * 0.55, 0.48, z + 1.8, Finish.matt(seat));
        model.box(wall + side * 0.08, 0.55, z, wall + side * 0.14, 0.85, z + 1.8, Finish.matt(seat));
        model.box(wall + side * 0.2, 0, z + 0.1, wall + side * 0.5, 0.42, z + 0.16, Finish.matt(seat.times(0.4)));
        model.box(wall + side * 0.2, 0, z + 1.6, wall + side * 0.5, 0.42, z + 1.66, Finish.matt(seat.times(0.4)));
    }
}
