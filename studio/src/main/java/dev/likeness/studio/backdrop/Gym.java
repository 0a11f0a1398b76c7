package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A gym: racks of dumbbells before mirrors or brick, power racks with loaded bars, lines of light under a dark ceiling,
 * rubber floor. By seed: wall, accent colour, lines of light, what stands where, daylight from one side or none.
 */
final class Gym implements Backdrop {
    private static final Tone[] ACCENTS = {Tone.ofSrgb(0xD8402A), Tone.ofSrgb(0x2B7FC4), Tone.ofSrgb(0xB7D334),
            Tone.ofSrgb(0xE59A1E), Tone.ofSrgb(0x9AA0A6)};
    private static final Tone TUBE = new Tone(1.0, 0.98, 0.93);
    private static final Tone DAY = new Tone(1.1, 1.05, 1.0);
    private static final Finish IRON = Finish.glossy(new Tone(0.035, 0.034, 0.034), 0.05, 0.3);
    private static final Finish STEEL = Finish.glossy(new Tone(0.32, 0.32, 0.32), 0.25, 0.2);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        Tone accent = ACCENTS[chance.nextInt(ACCENTS.length)];
        boolean windows = chance.nextDouble() < 0.45;
        double end = 9.5 + 5 * chance.nextDouble();
        double high = 3.0 + 0.4 * chance.nextDouble();
        double near = -side * (3.4 + chance.nextDouble());
        double far = side * (3.6 + 1.5 * chance.nextDouble());
        int lining = (int) (3 * chance.nextDouble());
        Tone paint = lining == 0 ? Tone.ofSrgb(0x8E8B86) : lining == 1 ? Tone.ofSrgb(0x4A4C50) : Tone.ofSrgb(0x8A5644);
        Finish.Skin skin = lining == 2
                ? Material.tiles(paint, paint.times(0.6).plus(new Tone(0.08, 0.08, 0.08)), 0.24, 0.08, true, noise)
                : Material.plaster(paint, noise);
        double band = 1.9 + 0.5 * chance.nextDouble();
        Finish wall = Finish.matt((x, y, z, axis) -> y > band && y < band + 0.28 ? accent : skin.at(x, y, z, axis));
        Maquette model = new Maquette().ambient(TUBE.times(0.15), new Tone(0.09, 0.09, 0.09));
        model.box(-12, 0, end, 12, high, end + 0.2, wall);
        model.box(near, 0, -2, near - side * 0.2, high, end, wall);
        model.box(far, 0, -2, far + side * 0.2, high, end, wall);
        model.box(-12, high, -2, 12, high + 0.1, end, Finish.matt(new Tone(0.035, 0.035, 0.036)));
        double turf = side * (0.6 + chance.nextDouble());
        model.box(-12, -0.1, -2, 12, 0, end, Finish.glossy((x, y, z, axis) -> {
            double fleck = noise.at(x * 23, z * 23) > 0.42 ? 2.2 : 1;
            return Math.abs(x - turf) < 0.55 ? accent.times(0.35) : new Tone(0.055, 0.053, 0.052).times(fleck);
        }, 0.035, 0.25));
        lights(model, chance, high, end);
        if (windows) {
            for (double from = 1.5; from < end - 1; from += 2.1) {
                double z = from;
                model.box(far - side * 0.03, 0.9, z, far, 2.9, z + 1.7, Finish.lamp((x, y, w, axis) -> {
                    double bar = Math.min(Math.abs(y - 1.9), Math.abs(w - z - 0.85));
                    return bar < 0.035 ? new Tone(0.06, 0.06, 0.06) : DAY;
                }, 1.8));
                model.lamp(far - side * 0.1, 1.9, z + 0.85, 0, 0.9, 0.8, DAY.times(3));
            }
        } else {
            // Mirrors.
            model.box(far - side * 0.03, 0.4, 1, far, 2.3, end - 0.8,
                    Finish.glossy(new Tone(0.05, 0.055, 0.055), 0.75, 0.01));
        }
        boolean mirrored = lining != 2 && chance.nextDouble() < 0.5;
        if (mirrored) {
            model.box(-3.5, 0.4, end - 0.04, 3.5, 2.3, end, Finish.glossy(new Tone(0.05, 0.055, 0.055), 0.7, 0.01));
        }
        dumbbells(model, -2.6 + 0.6 * chance.nextDouble(), end - 0.9, chance, accent);
        double at = -side * (1.5 + 0.5 * chance.nextDouble());
        rack(model, at, 3.9 + 0.8 * chance.nextDouble(), accent, chance);
        rack(model, at - side * 0.3, 6.4 + 0.8 * chance.nextDouble(), accent, chance);
        double across = side * (1.5 + 0.6 * chance.nextDouble());
        if (chance.nextDouble() < 0.5) {
            rack(model, across, 5.2 + chance.nextDouble(), accent, chance);
        } else {
            for (double z = 4.0; z < 8; z += 1.3) {
                treadmill(model, across, z, accent);
            }
        }
        double yaw = side * (0.30 * chance.nextDouble() - 0.10);
        return model.photograph(new Maquette.View(yaw, 1.5, 0.05 + 0.1 * chance.nextDouble(),
                0.80 + 0.25 * chance.nextDouble()), windows ? 0.16 : 0.11, width, height, seed, focus);
    }

    private static void lights(Maquette model, SplittableRandom chance, double high, double end) {
        boolean along = chance.nextDouble() < 0.6;
        double y = high - 0.25;
        if (along) {
            double pitch = 1.4 + 0.8 * chance.nextDouble();
            double shift = pitch * chance.nextDouble();
            for (double x = -4.2 + shift; x < 4.5; x += pitch) {
                model.box(x - 0.04, y, 2, x + 0.04, y + 0.05, end - 0.6, Finish.lamp(TUBE, 3));
                for (double z = 2; z < end - 1; z += 2.5) {
                    model.lamp(x, y - 0.05, z + 1.2, 0.04, 0, 1.2, TUBE.times(0.8));
                }
            }
        } else {
            // Six-sided rings, as boxes: blurred they are what they are.
            for (double z = 2.5; z < end; z += 1.6) {
                for (double x = -3.2; x < 3.5; x += 1.6) {
                    model.box(x - 0.6, y, z - 0.04, x + 0.6, y + 0.05, z + 0.04, Finish.lamp(TUBE, 3));
                    if (chance.nextDouble() < 0.6) {
                        model.box(x - 0.04, y, z, x + 0.04, y + 0.05, z + 1.3, Finish.lamp(TUBE, 3));
                    }
                    model.lamp(x, y - 0.05, z, 0.6, 0, 0.1, TUBE.times(0.6));
                }
            }
        }
    }

    private static void dumbbells(Maquette model, double x, double z, SplittableRandom chance, Tone accent) {
        double wide = 2.2 + 3 * chance.nextDouble();
        for (int tier = 0; tier < 3; tier++) {
            double y = 0.28 + 0.38 * tier;
            double back = z + 0.16 * tier;
            model.box(x, y, back, x + wide, y + 0.05, back + 0.32, STEEL);
            for (double at = x + 0.12; at < x + wide - 0.1; at += 0.24) {
                Finish head = chance.nextDouble() < 0.2 ? Finish.matt(accent.times(0.6)) : IRON;
                double size = 0.075 + 0.012 * tier;
                model.box(at - size, y + 0.07, back - 0.02, at + size, y + 0.07 + 1.9 * size, back + 0.09, head);
                model.box(at - size, y + 0.07, back + 0.2, at + size, y + 0.07 + 1.9 * size, back + 0.31, head);
            }
        }
        model.box(x - 0.06, 0, z - 0.05, x, 1.25, z + 0.7, IRON);
        model.box(x + wide, 0, z - 0.05, x + wide + 0.06, 1.25, z + 0.7, IRON);
    }

    private static void rack(Maquette model, double x, double z, Tone accent, SplittableRandom chance) {
        Finish frame = chance.nextDouble() < 0.5 ? Finish.glossy(accent.times(0.7), 0.05, 0.3) : IRON;
        double wide = 0.62;
        for (double dx : new double[]{-wide, wide}) {
            for (double dz : new double[]{0, 1.1}) {
                model.box(x + dx - 0.04, 0, z + dz - 0.04, x + dx + 0.04, 2.35, z + dz + 0.04, frame);
            }
            model.box(x + dx - 0.04, 2.27, z, x + dx + 0.04, 2.35, z + 1.1, frame);
            model.box(x + dx - 0.03, 0.85, z, x + dx + 0.03, 0.9, z + 1.1, frame);
        }
        model.box(x - wide, 2.27, z - 0.04, x + wide, 2.35, z + 0.04, frame);
        model.box(x - wide, 2.27, z + 1.06, x + wide, 2.35, z + 1.14, frame);
        double y = 1.25 + 0.25 * chance.nextDouble();
        model.box(x - 1.1, y, z - 0.1, x + 1.1, y + 0.03, z - 0.07, STEEL);
        for (int hand = -1; hand <= 1; hand += 2) {
            for (int plate = 0; plate < 3; plate++) {
                double at = x + hand * (0.74 + 0.08 * plate);
                Finish disc = plate == 1 ? Finish.matt(accent.times(0.7)) : IRON;
                double radius = 0.225 - 0.03 * plate;
                model.ball(at, y + 0.015, z - 0.085, 0.045, radius, radius, disc);
            }
        }
        model.box(x - 0.15, 0.38, z - 0.3, x + 0.15, 0.47, z + 0.9, IRON);
    }

    private static void treadmill(Maquette model, double x, double z, Tone accent) {
        model.box(x - 0.4, 0.05, z, x + 0.4, 0.22, z + 1.0, IRON);
        model.box(x - 0.42, 0.2, z + 0.75, x - 0.36, 1.3, z + 0.82, STEEL);
        model.box(x + 0.36, 0.2, z + 0.75, x + 0.42, 1.3, z + 0.82, STEEL);
        model.box(x - 0.42, 1.15, z + 0.7, x + 0.42, 1.25, z + 0.85, IRON);
        model.box(x - 0.28, 1.25, z + 0.76, x + 0.28, 1.6, z + 0.82,
                Finish.glossy(new Tone(0.03, 0.03, 0.03), 0.1, 0.1));
        model.box(x - 0.24, 1.29, z + 0.75, x + 0.24, 1.56, z + 0.76, Finish.lamp(accent.mix(TUBE, 0.5), 0.5));
    }
}
