package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * An old street in the evening: wooden houses with lit lattices under deep eaves, red lanterns along them and across the
 * street, wet stone that mirrors them, a last blue in the sky. By seed: width and turn of the street, heights, rows and
 * size of the lanterns, how late it is.
 */
final class LanternStreet implements Backdrop {
    private static final Tone PAPER = new Tone(0.035, 0.115, 1.0);
    private static final Tone YELLOW = new Tone(0.10, 0.50, 1.0);
    private static final Tone GLOW = new Tone(0.14, 0.42, 1.0);
    private static final Tone ROOM = new Tone(0.20, 0.58, 1.0);
    private static final Tone WOOD = Tone.ofSrgb(0x5A3524);
    private static final Tone[] STONES = {Tone.ofSrgb(0x6C6A68), Tone.ofSrgb(0x7A6F63)};

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        double late = chance.nextDouble();
        double left = -1.9 - 0.9 * chance.nextDouble();
        double right = 1.9 + 0.9 * chance.nextDouble();
        double end = 26 + 10 * chance.nextDouble();
        Tone zenith = new Tone(0.30, 0.13, 0.07).times(1 - 0.72 * late);
        Tone low = new Tone(0.34, 0.22, 0.20).times(1 - 0.72 * late);
        Maquette model = new Maquette().ambient(zenith.times(0.35).plus(GLOW.times(0.03)), GLOW.times(0.05))
                .sky((x, y, z) -> low.mix(zenith, Lens.step(0.0, 0.5, y)));
        Tone stone = STONES[chance.nextInt(STONES.length)];
        model.box(-12, -0.2, -3, 12, 0, 60, Finish.glossy(
                Material.tiles(stone, stone.times(0.25), 0.9, 0.5, true, noise), 0.07, 0.12));
        for (int hand = -1; hand <= 1; hand += 2) {
            double face = hand < 0 ? left : right;
            double z = 0.5 - 2 * chance.nextDouble();
            while (z < end) {
                double front = 3.0 + 2.2 * chance.nextDouble();
                house(model, face + hand * 0.35 * chance.nextDouble(), hand, z, z + front, chance, noise, seed.value());
                z += front;
            }
        }
        across(model, left, right, chance, end);
        gate(model, (left + right) / 2, end, chance);
        for (double z = 3; z < 20; z += 2.6) {
            model.lamp(left + 0.5, 2.4, z, 0.2, 0.2, 0.6, GLOW.times(0.75));
            model.lamp(right - 0.5, 2.4, z + 1.3, 0.2, 0.2, 0.6, GLOW.times(0.75));
        }
        double yaw = side * (0.03 + 0.16 * chance.nextDouble());
        return model.photograph(new Maquette.View(yaw, 1.55, 0.04 + 0.1 * chance.nextDouble(),
                0.9 + 0.4 * chance.nextDouble()), 0.115 - 0.02 * late, width, height, seed, focus);
    }

    private static void house(Maquette model, double face, int hand, double from, double to, SplittableRandom chance,
            Noise noise, long seed) {
        double floor = 2.7 + 0.3 * chance.nextDouble();
        boolean upper = chance.nextDouble() < 0.7;
        double high = upper ? floor + 2.0 + 0.4 * chance.nextDouble() : floor;
        Tone wood = WOOD.times(0.6 + 0.6 * chance.nextDouble());
        double lit = 0.35 + 0.9 * chance.nextDouble();
        boolean dark = chance.nextDouble() < 0.2;
        double panel = 0.5 + 0.25 * chance.nextDouble();
        Finish.Skin grain = Material.wood(wood, noise, true, 0.2);
        Finish body = Finish.matt(grain);
        model.box(face + hand * 0.06, 0, from, face + hand * 3, high, to, body);
        // Lattices of paper, lit from within: on the ground as doors, above as windows.
        for (int storey = 0; storey < (upper ? 2 : 1); storey++) {
            double base = storey == 0 ? 0.75 : floor + 0.55;
            double top = storey == 0 ? 2.2 : high - 0.35;
            double share = storey == 0 ? 1 : chance.nextDouble() < 0.5 ? 0.5 : 0.04;
            Finish lattice = Finish.lamp((x, y, z, axis) -> {
                double in = (z - from) / panel - Math.floor((z - from) / panel);
                double bar = Math.min(Math.abs(Math.IEEEremainder(z - from, 0.11)),
                        Math.abs(Math.IEEEremainder(y, 0.13)));
                boolean post = in < 0.10 || in > 0.90 || y < base + 0.06 || y > top - 0.06;
                if (post || bar < 0.012) {
                    return wood.times(GLOW).times(0.10);
                }
                double shade = 0.7 + 0.4 * noise.clouds(z * 1.7, y * 1.3 + seed % 97, 2, 0.5);
                return ROOM.times(dark ? 0.05 : lit * share * shade * (0.8 + 0.3 * Lens.step(base, top, y)));
            }, 1);
            model.box(face, base, from + 0.35, face + hand * 0.05, top, to - 0.3, lattice);
        }
        for (double z = from; z < to; z += (to - from) / 2) {
            model.post(face - hand * 0.10, z, 0.09, 0, floor, Finish.matt(Tone.ofSrgb(0x6E2A1E)));
        }
        eaves(model, face, hand, from, to, floor, 0.85);
        if (upper) {
            eaves(model, face, hand, from, to, high, 0.65);
        }
        double pitch = 1.0 + 0.7 * chance.nextDouble();
        double size = 0.17 + 0.09 * chance.nextDouble();
        Tone paper = chance.nextDouble() < 0.82 ? PAPER : YELLOW;
        for (double z = from + pitch / 2; z < to; z += pitch) {
            lantern(model, face - hand * 0.55, floor - 0.12 - size, z, size, paper, 1.0);
        }
        if (chance.nextDouble() < 0.45) {
            // A shop's board, standing out.
            double z = from + 0.4;
            Tone paint = chance.nextDouble() < 0.5 ? Tone.ofSrgb(0x8E2B20) : Tone.ofSrgb(0x27332F);
            model.box(face - hand * 0.15, 1.3, z, face - hand * 0.5, 2.35, z + 0.05, Finish.lamp(
                    (x, y, w, axis) -> Math.abs(y - 1.83) < 0.42 && Math.abs(Math.IEEEremainder(y, 0.28)) < 0.09
                            && Math.abs(x - face + hand * 0.325) < 0.09 ? new Tone(0.2, 0.55, 0.8) : paint.times(0.5),
                    0.6));
        }
    }

    private static void eaves(Maquette model, double face, int hand, double from, double to, double y, double out) {
        Finish tile = Finish.matt((x, py, z, axis) -> {
            double rib = 0.5 + 0.5 * Math.cos(2 * Math.PI * z / 0.22);
            return new Tone(0.055, 0.05, 0.05).times(0.4 + rib);
        });
        for (int step = 0; step < 5; step++) {
            double reach = out * (1 - step / 5.0);
            double rise = y + 0.10 * step + 0.012 * step * step;
            model.box(face - hand * reach, rise, from, face + hand * 0.6, rise + 0.12, to, tile);
        }
    }

    private static void lantern(Maquette model, double x, double y, double z, double size, Tone paper, double glow) {
        model.ball(x, y, z, size, 0.86 * size, size, Finish.lamp((px, py, pz, axis) -> {
            double turn = Math.atan2(pz - z, px - x);
            double rib = Math.abs(Math.IEEEremainder(turn, 0.42)) < 0.05 ? 0.7 : 1;
            double up = (py - y) / size;
            double flame = Math.exp(-Lens.square(up + 0.1) / 0.5);
            return paper.mix(GLOW, 0.35 * flame).times((0.55 + 0.75 * flame) * rib);
        }, glow));
        model.box(x - 0.45 * size, y + 0.8 * size, z - 0.45 * size, x + 0.45 * size, y + 0.95 * size, z + 0.45 * size,
                Finish.lamp(new Tone(0.02, 0.12, 0.2), 1));
        model.box(x - 0.4 * size, y - 0.95 * size, z - 0.4 * size, x + 0.4 * size, y - 0.82 * size, z + 0.4 * size,
                Finish.lamp(new Tone(0.02, 0.12, 0.2), 1));
        model.box(x - 0.1 * size, y - 1.9 * size, z - 0.1 * size, x + 0.1 * size, y - 0.95 * size, z + 0.1 * size,
                Finish.lamp(new Tone(0.01, 0.04, 0.30), 1));
    }

    private static void across(Maquette model, double left, double right, SplittableRandom chance, double end) {
        if (chance.nextDouble() < 0.3) {
            return;
        }
        double pitch = 2.2 + 2 * chance.nextDouble();
        int count = 4 + chance.nextInt(3);
        for (double z = 5 + chance.nextDouble(); z < end - 4; z += pitch) {
            for (int i = 0; i < count; i++) {
                double t = (i + 0.5) / count;
                double sag = 3.5 - 1.4 * t * (1 - t);
                lantern(model, left + (right - left) * t, sag, z, 0.15, chance.nextDouble() < 0.2 ? YELLOW : PAPER,
                        0.9);
            }
        }
    }

    private static void gate(Maquette model, double middle, double end, SplittableRandom chance) {
        Finish red = Finish.matt(Tone.ofSrgb(0x7A2A1C));
        for (int hand = -1; hand <= 1; hand += 2) {
            model.post(middle + hand * 2.2, end, 0.22, 0, 5, red);
        }
        // What lies beyond: roofs in the dusk, with a few lit windows.
        for (int i = 0; i < 9; i++) {
            double x = middle + 4.5 * (i - 4) + chance.nextDouble();
            double high = 3.5 + 3.5 * chance.nextDouble();
            model.box(x - 2.6, 0, end + 24, x + 2.6, high, end + 28, Finish.matt(new Tone(0.09, 0.07, 0.07)));
            model.box(x - 3, high, end + 23.6, x + 3, high + 0.5, end + 28, Finish.matt(new Tone(0.035, 0.03, 0.03)));
            for (int k = 0; k < 3; k++) {
                double at = x - 2 + 4 * chance.nextDouble();
                double y = 1 + (high - 2) * chance.nextDouble();
                model.box(at, y, end + 23.8, at + 0.7, y + 0.9, end + 24,
                        Finish.lamp(ROOM, 0.5 + 0.6 * chance.nextDouble()));
            }
        }
        model.lamp(middle, 3, end + 6, 2, 0.5, 0.2, GLOW.times(5));
        model.box(middle - 2.9, 4.4, end - 0.1, middle + 2.9, 4.9, end + 0.1, red);
        for (int step = 0; step < 4; step++) {
            model.box(middle - 3.6 + 0.5 * step, 5 + 0.25 * step, end - 0.8 + 0.2 * step, middle + 3.6 - 0.5 * step,
                    5.25 + 0.25 * step, end + 0.8 - 0.2 * step, Finish.matt(new Tone(0.05, 0.05, 0.05)));
        }
        model.lamp(middle, 3.5, end - 1.5, 1.5, 0.5, 0.2, GLOW.times(5));
        if (chance.nextDouble() < 0.5) {
            lantern(model, middle, 3.4, end - 0.6, 0.55, PAPER, 1);
        }
    }
}
