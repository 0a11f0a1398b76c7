package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A courtroom: the judge's bench raised before a panelled wall, a high chair, a round seal, flags at its sides, and the
 * rail of the bar before it. By seed: woods, width and place of the bench, pilasters or curtains, daylight from one side.
 */
final class Courtroom implements Backdrop {
    private static final Tone[] WOODS = {Tone.ofSrgb(0x70452B), Tone.ofSrgb(0x523423), Tone.ofSrgb(0x87684A),
            Tone.ofSrgb(0x5E4A3C)};
    private static final Tone GOLD = Tone.ofSrgb(0xC79A45);
    private static final Tone[] CLOTHS = {Tone.ofSrgb(0x8E1F26), Tone.ofSrgb(0x1F3563), Tone.ofSrgb(0x2C5A3F),
            Tone.ofSrgb(0xD7CDBB)};
    private static final Tone WARM = new Tone(0.80, 0.93, 1.0);
    private static final Tone DAY = new Tone(1.08, 1.04, 0.98);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        Tone wood = WOODS[chance.nextInt(WOODS.length)];
        double end = 9.0 + 2 * chance.nextDouble();
        double high = 4.2;
        double middle = side * (1.1 + 0.9 * chance.nextDouble());
        double half = 1.35 + 0.5 * chance.nextDouble();
        boolean windows = chance.nextDouble() < 0.6;
        Finish.Skin grain = Material.wood(wood, noise, true, 0);
        Finish panelled = Finish.glossy(Material.panels(grain, 0.75 + 0.3 * chance.nextDouble(), 1.05, 0), 0.035, 0.25);
        Finish plain = Finish.glossy(grain, 0.04, 0.2);
        Tone plaster = Tone.ofSrgb(0xD8CDB8);
        double wainscot = 2.6 + 0.5 * chance.nextDouble();
        Maquette model = new Maquette().ambient(WARM.times(0.10), wood.times(0.3));
        model.box(-9, 0, end, 9, wainscot, end + 0.2, panelled);
        model.box(-9, wainscot, end - 0.06, 9, wainscot + 0.12, end + 0.2, plain);
        model.box(-9, wainscot + 0.12, end, 9, high, end + 0.2, Finish.matt(Material.plaster(plaster, noise)));
        model.box(-9, -0.1, -2, 9, 0, end,
                Finish.matt(Material.plaster(Tone.ofSrgb(chance.nextDouble() < 0.5 ? 0x5A3230 : 0x3B4652), noise)));
        model.box(-9, high, -2, 9, high + 0.1, end, Finish.matt(plaster.times(0.9)));
        double wallSide = side * -4.2;
        model.box(wallSide, 0, -2, wallSide - side * 0.2, high, end, panelled);
        model.box(-wallSide + side, 0, -2, -wallSide + 1.2 * side, high, end, panelled);
        bench(model, middle, half, end, wood, plain, panelled);
        seal(model, middle, end, chance);
        for (int hand = -1; hand <= 1; hand += 2) {
            double x = middle + hand * (half + 0.45);
            flag(model, x, end - 0.5, CLOTHS[(int) (CLOTHS.length * chance.nextDouble())], noise);
            boolean sconce = chance.nextDouble() < 0.7;
            double pilaster = middle + hand * (half + 1.05);
            model.box(pilaster - 0.2, 0, end - 0.14, pilaster + 0.2, high, end, plain);
            if (sconce) {
                model.ball(pilaster, 2.15, end - 0.24, 0.11, 0.14, 0.11, Finish.lamp(WARM, 1.5));
                model.lamp(pilaster, 2.15, end - 0.42, 0.1, 0.1, 0.05, WARM.times(2.4));
            }
        }
        witness(model, middle - side * (half + 0.95), end, plain, panelled);
        rail(model, 4.3 + 0.4 * chance.nextDouble(), plain);
        for (double z = 3; z < end; z += 2.2) {
            for (double x = -3; x <= 3; x += 2) {
                model.box(x - 0.3, high - 0.03, z - 0.3, x + 0.3, high, z + 0.3, Finish.lamp(WARM, 2.2));
                model.lamp(x, high - 0.08, z, 0.3, 0, 0.3, WARM.times(2.4));
            }
        }
        if (windows) {
            for (double from = 2.2; from < end - 1; from += 2.3) {
                double z = from;
                model.box(wallSide, 1.3, z, wallSide + side * 0.03, 3.7, z + 1.2, Finish.lamp((x, y, w, axis) -> Math
                        .min(Math.abs(w - z - 0.6), Math.abs(y - 2.6)) < 0.03 ? wood.times(0.4) : DAY, 2));
                model.lamp(wallSide + side * 0.1, 2.5, z + 0.6, 0, 1.1, 0.6, DAY.times(4));
            }
        }
        double yaw = side * (0.16 * chance.nextDouble() - 0.06);
        return model.photograph(new Maquette.View(yaw, 1.45, 0.04 + 0.08 * chance.nextDouble(),
                0.85 + 0.2 * chance.nextDouble()), 0.15, width, height, seed, focus);
    }

    private static void bench(Maquette model, double middle, double half, double end, Tone wood, Finish plain,
            Finish panelled) {
        double front = end - 1.9;
        model.box(middle - half, 0, front, middle + half, 1.42, end - 1.3, panelled);
        model.box(middle - half - 0.06, 1.42, front - 0.06, middle + half + 0.06, 1.50, end - 1.2, plain);
        model.box(middle - half * 0.55, 0, front - 0.12, middle + half * 0.55, 1.62, front, panelled);
        model.box(middle - half * 0.58, 1.62, front - 0.16, middle + half * 0.58, 1.68, front + 0.1, plain);
        model.box(middle - half - 1.6, 0, front + 0.25, middle - half, 1.05, end - 1.2, panelled);
        model.box(middle + half, 0, front + 0.25, middle + half + 1.6, 1.05, end - 1.2, panelled);
        Finish leather = Finish.glossy(new Tone(0.025, 0.028, 0.035), 0.04, 0.3);
        model.box(middle - 0.36, 1.2, end - 0.75, middle + 0.36, 2.28, end - 0.62, leather);
        model.ball(middle, 2.26, end - 0.68, 0.36, 0.13, 0.07, leather);
        model.box(middle - 0.41, 1.2, end - 0.7, middle - 0.36, 2.25, end - 0.6, plain);
        model.box(middle + 0.36, 1.2, end - 0.7, middle + 0.41, 2.25, end - 0.6, plain);
        // A lamp with a green shade, and files.
        model.box(middle + half * 0.4, 1.5, front + 0.2, middle + half * 0.4 + 0.03, 1.8, front + 0.23,
                Finish.matt(GOLD));
        model.ball(middle + half * 0.4, 1.84, front + 0.2, 0.16, 0.06, 0.08,
                Finish.lamp(new Tone(0.20, 0.50, 0.22), 0.6));
        model.box(middle - half * 0.6, 1.5, front + 0.1, middle - half * 0.6 + 0.3, 1.58, front + 0.4,
                Finish.matt(new Tone(0.5, 0.55, 0.6)));
        model.box(middle - half * 0.6 + 0.02, 1.58, front + 0.1, middle - half * 0.6 + 0.28, 1.64, front + 0.4,
                Finish.matt(wood.times(0.3)));
    }

    private static void seal(Maquette model, double middle, double end, SplittableRandom chance) {
        double y = 3.0 + 0.15 * chance.nextDouble();
        model.ball(middle, y, end - 0.02, 0.52, 0.52, 0.06, Finish.glossy((px, py, pz, axis) -> {
            double r = Math.hypot(px - middle, py - y) / 0.52;
            // Scales in a ring.
            boolean beam = Math.abs(py - y - 0.16) < 0.022 && Math.abs(px - middle) < 0.24;
            boolean post = Math.abs(px - middle) < 0.02 && py - y < 0.2 && py - y > -0.22;
            boolean pans = Math.abs(Math.abs(px - middle) - 0.2) < 0.09 - 0.5 * Math.abs(py - y + 0.06)
                    && Math.abs(py - y + 0.06) < 0.05;
            return r > 0.84 || beam || post || pans ? GOLD : GOLD.times(0.35);
        }, 0.12, 0.25));
    }

    private static void flag(Maquette model, double x, double z, Tone cloth, Noise noise) {
        model.post(x, z, 0.018, 0, 2.75, Finish.glossy(GOLD, 0.2, 0.2));
        model.ball(x, 2.8, z, 0.05, 0.08, 0.05, Finish.glossy(GOLD, 0.2, 0.2));
        for (int fold = 0; fold < 5; fold++) {
            double wide = 0.07 + 0.02 * noise.at(fold * 3.3, x * 9);
            double low = 0.95 + 0.12 * noise.at(fold * 2.1, x * 5);
            model.ball(x - 0.02 + 0.075 * (fold - 1.2), (low + 2.6) / 2 - 0.06 * fold, z - 0.02 + 0.03 * (fold & 1),
                    wide,
                    (2.6 - low) / 2, 0.08, Finish.matt((px, py, pz, axis) -> py < low + 0.12 ? GOLD : cloth));
        }
    }

    private static void witness(Maquette model, double x, double end, Finish plain, Finish panelled) {
        model.box(x - 0.55, 0, end - 2.4, x + 0.55, 1.05, end - 2.3, panelled);
        model.box(x - 0.58, 1.05, end - 2.45, x + 0.58, 1.11, end - 2.25, plain);
        model.box(x - 0.55, 0, end - 2.3, x - 0.48, 1.05, end - 1.4, panelled);
        model.box(x + 0.48, 0, end - 2.3, x + 0.55, 1.05, end - 1.4, panelled);
    }

    private static void rail(Maquette model, double z, Finish plain) {
        model.box(-6, 0.86, z - 0.06, 6, 0.95, z + 0.06, plain);
        model.box(-6, 0.08, z - 0.04, 6, 0.16, z + 0.04, plain);
        for (double x = -5; x < 5; x += 0.16) {
            model.post(x, z, 0.028, 0.16, 0.86, plain);
            model.ball(x, 0.42, z, 0.045, 0.12, 0.045, plain);
        }
    }
}
