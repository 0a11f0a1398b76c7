package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A hospital corridor: pale walls with a handrail and a coloured band, doors, panels of light in the ceiling, a polished
 * floor that mirrors them, and at the far end a window or glass doors. By seed: side and distance of the vanishing point,
 * colours, doors, a bed at the wall, chairs, signs.
 */
final class HospitalCorridor implements Backdrop {
    private static final Tone WALL = Tone.ofSrgb(0xE6E8E6);
    private static final Tone[] BANDS = {Tone.ofSrgb(0x6FA79A), Tone.ofSrgb(0x7FA6C4), Tone.ofSrgb(0xB9CBA0),
            Tone.ofSrgb(0xD8B98C), Tone.ofSrgb(0x8FA7B8)};
    private static final Tone[] DOORS = {Tone.ofSrgb(0xB98F63), Tone.ofSrgb(0x8FA4A8), Tone.ofSrgb(0xD9CDB9),
            Tone.ofSrgb(0x6E8CA0)};
    private static final Tone[] FLOORS = {Tone.ofSrgb(0xB7BDBE), Tone.ofSrgb(0xA9B7B0), Tone.ofSrgb(0xC4B9A8),
            Tone.ofSrgb(0x9DABB6)};
    private static final Tone LIGHT = new Tone(1.0, 1.0, 0.97);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        double side = chance.nextDouble() < 0.5 ? -1 : 1;
        double wide = 2.5 + 0.9 * chance.nextDouble();
        double stand = side * wide * (0.02 + 0.20 * chance.nextDouble());
        double left = -wide / 2 - stand;
        double right = wide / 2 - stand;
        double end = 13 + 12 * chance.nextDouble();
        double high = 2.6 + 0.25 * chance.nextDouble();
        Tone band = BANDS[chance.nextInt(BANDS.length)];
        Tone door = DOORS[chance.nextInt(DOORS.length)];
        Tone floor = FLOORS[chance.nextInt(FLOORS.length)];
        boolean striped = chance.nextDouble() < 0.6;
        boolean painted = chance.nextDouble() < 0.5;
        double pitch = 3.2 + 1.2 * chance.nextDouble();
        double first = pitch * chance.nextDouble();
        Maquette model = new Maquette().ambient(LIGHT.times(0.34), floor.times(1.0));
        Finish.Skin wall = (x, y, z, axis) -> {
            Tone tone = WALL.times(1 + 0.04 * noise.clouds(z * 0.7, y * 0.7, 2, 0.5));
            if (painted && y < 1.05) {
                tone = band.mix(WALL, 0.35);
            }
            return y < 0.12 ? band.times(0.55) : y > 1.02 && y < 1.10 ? band : tone;
        };
        double stripe = left + wide * (0.3 + 0.4 * chance.nextDouble());
        Finish.Skin ground = (x, y, z, axis) -> {
            Tone tone = floor.times(1 + 0.05 * noise.clouds(x * 6, z * 6, 2, 0.6));
            boolean inlay = Math.min(x - left, right - x) < 0.22 || striped && Math.abs(x - stripe) < 0.09;
            return inlay ? band.times(0.75) : tone;
        };
        Finish.Skin tiles = Material.tiles(WALL.times(0.95), WALL.times(0.7), 0.6, 0.6, false, noise);
        model.box(left - 0.2, 0, -2, left, high, end, Finish.glossy(wall, 0.03, 0.3));
        model.box(right, 0, -2, right + 0.2, high, end, Finish.glossy(wall, 0.03, 0.3));
        model.box(left, -0.1, -2, right, 0, end + 4, Finish.glossy(ground, 0.10, 0.07));
        model.box(left, high, -2, right, high + 0.1, end, Finish.matt(tiles));
        for (double z = 1.2 + chance.nextDouble(); z < end; z += 2.4) {
            double x = (left + right) / 2;
            model.box(x - 0.30, high - 0.02, z, x + 0.30, high, z + 1.2, Finish.lamp(LIGHT, 2.2));
            model.lamp(x, high - 0.06, z + 0.6, 0.3, 0, 0.6, LIGHT.times(1.5));
        }
        for (int hand = -1; hand <= 1; hand += 2) {
            double face = hand < 0 ? left : right;
            model.box(face - hand * 0.07, 0.88, -1, face - hand * 0.11, 0.98, end,
                    Finish.glossy(band.times(0.8), 0.05, 0.2));
            for (double z = first + (hand > 0 ? pitch * 0.45 : 0); z < end - 1.2; z += pitch) {
                doorway(model, face, hand, z, door, chance);
            }
        }
        end(model, left, right, high, end, chance, door);
        furniture(model, side > 0 ? left : right, side > 0 ? -1 : 1, chance, band);
        sign(model, (left + right) / 2, high, 6 + 4 * chance.nextDouble(), chance);
        double yaw = Math.atan2(-side * (0.45 + 0.65 * chance.nextDouble()) * 0.114, 1);
        return model.photograph(new Maquette.View(yaw, 1.5, 0.02 + 0.1 * chance.nextDouble(),
                0.95 + 0.35 * chance.nextDouble()), 0.32, width, height, seed, focus);
    }

    private static void doorway(Maquette model, double face, int hand, double z, Tone door, SplittableRandom chance) {
        boolean open = chance.nextDouble() < 0.25;
        Tone frame = door.times(0.72);
        model.box(face + hand * 0.02, 0, z, face - hand * 0.05, 2.14, z + 1.16, Finish.matt(frame));
        Finish leaf = open
                ? Finish.lamp(new Tone(0.9, 0.92, 0.9), 0.9)
                : Finish.glossy((x, y, w, axis) -> Math.abs(w - z - 0.85) < 0.07 && y > 1.1 && y < 1.75
                        ? new Tone(0.35, 0.36, 0.33)
                        : door, 0.03, 0.2);
        model.box(face, 0, z + 0.08, face - hand * 0.055, 2.06, z + 1.08, leaf);
        if (!open) {
            model.box(face - hand * 0.05, 1.0, z + 0.16, face - hand * 0.11, 1.04, z + 0.3,
                    Finish.matt(new Tone(0.5, 0.5, 0.5)));
        }
        if (chance.nextDouble() < 0.7) {
            model.box(face, 1.5, z - 0.34, face - hand * 0.02, 1.72, z - 0.12,
                    Finish.matt(Tone.ofSrgb(0x3F6F8F)));
        }
        if (chance.nextDouble() < 0.35) {
            model.box(face, 1.2, z - 0.9, face - hand * 0.025, 1.85, z - 0.42,
                    Finish.matt(Tone.ofSrgb(0xD7C49B).times(0.8)));
        }
    }

    private static void end(Maquette model, double left, double right, double high, double end,
            SplittableRandom chance, Tone door) {
        double middle = (left + right) / 2;
        boolean window = chance.nextDouble() < 0.55;
        Tone day = new Tone(1.1, 1.05, 0.98);
        Finish.Skin back = (x, y, z, axis) -> {
            double in = Math.abs(x - middle);
            boolean glass = window
                    ? in < 0.9 && y > 0.8 && y < 2.3 && Math.abs(in - 0.02) > 0.03
                    : in < 0.85 && in > 0.06 && y > 0.25 && y < 2.0 && Math.abs(y - 1.05) > 0.12;
            return glass
                    ? day.times(2.4)
                    : (in < 0.95 && y < 2.1 && !window ? door.times(0.45) : WALL.times(0.42 + 0.16 * y / high));
        };
        model.box(left, 0, end, right, high, end + 0.1, Finish.lamp(back, 1));
        model.lamp(middle, 1.5, end - 0.1, 0.8, 0.7, 0, day.times(window ? 3 : 2));
    }

    private static void furniture(Maquette model, double face, int hand, SplittableRandom chance, Tone band) {
        double z = 4.2 + 3 * chance.nextDouble();
        Tone steel = Tone.ofSrgb(0xB8BDC0);
        if (chance.nextDouble() < 0.5) {
            // A bed, ready to be pushed.
            double out = face - hand * 0.95;
            model.box(face - hand * 0.12, 0.62, z, out, 0.80, z + 2.0, Finish.matt(Tone.ofSrgb(0xEDF1F2)));
            model.box(face - hand * 0.12, 0.50, z, out, 0.62, z + 2.0, Finish.matt(Tone.ofSrgb(0x7D95A6)));
            model.box(face - hand * 0.16, 0.80, z + 1.45, out + hand * 0.08, 0.92, z + 1.95,
                    Finish.matt(Tone.ofSrgb(0xF4F6F6)));
            model.box(face - hand * 0.10, 0.5, z - 0.03, out, 1.02, z + 0.01, Finish.matt(band.times(0.7)));
            model.box(face - hand * 0.10, 0.5, z + 2.0, out, 1.15, z + 2.04, Finish.matt(band.times(0.7)));
            for (double w = z + 0.1; w < z + 2.1; w += 1.8) {
                model.box(out, 0, w, out + hand * 0.05, 0.5, w + 0.05, Finish.matt(steel.times(0.6)));
            }
        } else {
            for (int i = 0; i < 4; i++) {
                double w = z + 0.62 * i;
                model.box(face - hand * 0.10, 0.42, w, face - hand * 0.58, 0.48, w + 0.5,
                        Finish.matt(band.times(0.8)));
                model.box(face - hand * 0.06, 0.5, w, face - hand * 0.12, 0.92, w + 0.5, Finish.matt(band.times(0.8)));
            }
            model.box(face - hand * 0.3, 0.36, z, face - hand * 0.36, 0.42, z + 2.4, Finish.matt(steel.times(0.5)));
        }
    }

    private static void sign(Maquette model, double middle, double high, double z, SplittableRandom chance) {
        Tone colour = chance.nextDouble() < 0.5 ? Tone.ofSrgb(0x2E9E62) : Tone.ofSrgb(0x3C78B4);
        double x = middle + 0.5 * (chance.nextDouble() - 0.5);
        model.box(x - 0.45, high - 0.42, z, x + 0.45, high - 0.16, z + 0.05, Finish.lamp(
                (px, py, pz, axis) -> Math.abs(py - high + 0.29) < 0.05 && Math.abs(px - x) < 0.32
                        && (long) Math.floor((px - x) * 14) % 3 != 0 ? new Tone(0.9, 0.9, 0.9) : colour,
                0.9));
        model.box(x - 0.4, high - 0.16, z + 0.01, x - 0.38, high, z + 0.03, Finish.matt(new Tone(0.4, 0.4, 0.4)));
        model.box(x + 0.38, high - 0.16, z + 0.01, x + 0.4, high, z + 0.03, Finish.matt(new Tone(0.4, 0.4, 0.4)));
    }
}
