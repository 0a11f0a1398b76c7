package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A roof terrace above a city in the evening: boards, planters and a sofa, a balustrade, strings of bulbs, and beyond the
 * edge the towers before the last light. By seed: how late it is, where the sun went down, the towers, what stands there.
 */
final class Rooftop implements Backdrop {
    private static final Tone BULB = new Tone(0.24, 0.62, 1.1);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        double late = chance.nextDouble();
        Tone zenith = new Tone(0.55, 0.36, 0.26).mix(new Tone(0.20, 0.105, 0.07), late);
        Tone low = new Tone(0.30, 0.55, 1.0).mix(new Tone(0.30, 0.22, 0.36), late);
        Tone blush = new Tone(0.50, 0.46, 0.72).mix(new Tone(0.26, 0.15, 0.16), late);
        double sunX = side * (0.15 + 0.35 * chance.nextDouble());
        Maquette model = new Maquette().ambient(zenith.times(0.7), blush.times(0.30));
        model.sky((x, y, z) -> {
            double e = Math.max(0, y);
            double near = Math.exp(-Lens.square((x / Math.max(0.1, z) - sunX) / 0.5));
            Tone sky = low.times(0.7 + 0.45 * near).mix(blush, Lens.step(0.0, 0.16 + 0.1 * near, e)).mix(zenith,
                    Lens.step(0.10, 0.50, e));
            double streak = noise.clouds(x * 2.2 / Math.max(0.1, z), e * 13, 4, 0.55);
            return sky.plus(low.times(0.22 * near * Lens.step(0.0, 0.8, streak) * Lens.step(0.5, 0.1, e)));
        });
        model.haze(low.mix(blush, 0.5).times(0.75), 600);
        if (late < 0.55) {
            model.sun(sunX, 0.14, 1, new Tone(0.12, 0.42, 0.9).times(1 - late));
        }
        city(model, chance, seed.value(), late);
        double edge = 5.0 + 2.2 * chance.nextDouble();
        Tone boards = chance.nextDouble() < 0.6 ? Tone.ofSrgb(0x8A6A4C) : Tone.ofSrgb(0x77736E);
        model.box(-14, -0.2, -3, 14, 0, edge, Finish.glossy(Material.wood(boards, noise, false, 0.14), 0.03, 0.2));
        model.box(-14, -30, edge - 0.1, 14, -0.2, edge, Finish.matt(new Tone(0.2, 0.2, 0.2)));
        balustrade(model, edge, chance, noise);
        planters(model, edge, chance);
        sofa(model, -side * (0.9 + 0.6 * chance.nextDouble()), edge - 1.9, chance);
        strings(model, chance, edge, late);
        double yaw = side * (0.18 * chance.nextDouble() - 0.05);
        return model.photograph(new Maquette.View(yaw, 1.6, 0.10 + 0.14 * chance.nextDouble(),
                0.85 + 0.3 * chance.nextDouble()), 0.27 - 0.15 * late, width, height, seed, focus);
    }

    private static void city(Maquette model, SplittableRandom chance, long seed, double late) {
        for (int i = 0; i < 120; i++) {
            double z = 45 + 330 * Math.pow(chance.nextDouble(), 1.2);
            double x = (chance.nextDouble() - 0.5) * 1.8 * z;
            double wide = 10 + 16 * chance.nextDouble();
            double roof = -14 + (6 + 0.13 * z) * chance.nextDouble() + (chance.nextDouble() < 0.16 ? 0.17 * z : 0);
            Tone stone = Tone.ofSrgb(chance.nextInt(3) == 0 ? 0x8C7A6C : chance.nextInt(2) == 0 ? 0x5F666E : 0x75706C);
            double share = 0.06 + (0.10 + 0.35 * late) * chance.nextDouble();
            long own = Noise.mix(seed + i);
            Tone lamp = chance.nextDouble() < 0.7 ? new Tone(0.28, 0.62, 1.0) : new Tone(0.85, 0.95, 1.0);
            boolean glassy = chance.nextDouble() < 0.4;
            Finish.Skin wall = (px, y, pz, axis) -> {
                if (axis == 1) {
                    return stone.times(0.6);
                }
                double col = (axis == 0 ? pz : px) / 2.6;
                double row = y / 3.2;
                double u = col - Math.floor(col);
                double v = row - Math.floor(row);
                boolean pane = u > (glassy ? 0.08 : 0.3) && u < 0.92 && v > 0.3 && v < 0.85;
                return pane ? stone.times(glassy ? 0.5 : 0.35) : stone;
            };
            model.box(x - wide / 2, -80, z, x + wide / 2, roof, z + wide, Finish.matt(wall));
            int lit = (int) (share * 60);
            for (int k = 0; k < lit; k++) {
                double col = Math.floor((x - wide / 2) / 2.6) + 1 + chance.nextInt(Math.max(1, (int) (wide / 2.6) - 1));
                double row = Math.floor(roof / 3.2) - 1 - chance.nextInt(9);
                double bright = (0.03 + 0.17 * late) * Math.exp(0.6 * chance.nextGaussian()) * Math.min(1, 110 / z);
                model.bulb((col + 0.6) * 2.6, (row + 0.57) * 3.2, z - 0.1, 0.6, lamp.times(Math.min(0.5, bright)));
            }
            if (chance.nextDouble() < 0.3) {
                model.box(x - 2, roof, z + 2, x + 2, roof + 3 + 3 * chance.nextDouble(), z + 5,
                        Finish.matt(stone.times(0.7)));
            }
            if ((own & 15) == 0) {
                model.box(x - 0.3, roof, z + 3, x + 0.3, roof + 16, z + 3.6, Finish.matt(stone.times(0.4)));
            }
        }
    }

    private static void balustrade(Maquette model, double edge, SplittableRandom chance, Noise noise) {
        int kind = chance.nextInt(3);
        Finish iron = Finish.matt(new Tone(0.04, 0.04, 0.04));
        if (kind == 0) {
            Tone tone = Tone.ofSrgb(chance.nextDouble() < 0.5 ? 0xB9B2A6 : 0x8A5846);
            Finish.Skin skin = Material.tiles(tone, tone.times(0.7), 0.24, 0.08, true, noise);
            model.box(-14, 0, edge - 0.25, 14, 0.95, edge, Finish.matt(skin));
            model.box(-14, 0.95, edge - 0.30, 14, 1.02, edge + 0.05, Finish.matt(tone.times(1.1)));
            return;
        }
        model.box(-14, 1.02, edge - 0.06, 14, 1.08, edge, iron);
        model.box(-14, 0, edge - 0.1, 14, 0.12, edge, iron);
        double pitch = kind == 1 ? 0.13 : 1.3;
        for (double x = -9; x < 9; x += pitch) {
            double half = kind == 1 ? 0.009 : 0.025;
            model.box(x - half, 0.1, edge - 0.05, x + half, 1.05, edge - 0.02, iron);
        }
    }

    private static void planters(Maquette model, double edge, SplittableRandom chance) {
        for (int hand = -1; hand <= 1; hand += 2) {
            for (int i = 0; i < 2; i++) {
                double x = hand * (1.1 + 0.5 * chance.nextDouble() + 1.5 * i);
                double z = edge - 0.7 - 0.4 * chance.nextDouble();
                double tall = 0.5 + 0.6 * chance.nextDouble();
                model.box(x - 0.25, 0, z - 0.25, x + 0.25, 0.5, z + 0.25,
                        Finish.matt(Tone.ofSrgb(chance.nextDouble() < 0.5 ? 0x9A5F42 : 0x55585A)));
                for (int leaf = 0; leaf < 60; leaf++) {
                    double up = chance.nextDouble();
                    double spread = 0.26 * Math.sqrt(Math.max(0.05, 1 - up * up));
                    Tone green = new Tone(0.055, 0.15, 0.085).times(0.5 + 0.9 * chance.nextDouble());
                    model.ball(x + spread * chance.nextGaussian() * 0.7, 0.55 + tall * up,
                            z + spread * chance.nextGaussian() * 0.7, 0.06, 0.045, 0.06, Finish.matt(green));
                }
            }
        }
    }

    private static void sofa(Maquette model, double x, double z, SplittableRandom chance) {
        Finish cloth = Finish.matt(Tone.ofSrgb(chance.nextDouble() < 0.5 ? 0xB7AC9A : 0x5D6266));
        model.box(x - 0.9, 0.12, z, x + 0.9, 0.42, z + 0.8, cloth);
        model.box(x - 0.9, 0.42, z + 0.6, x + 0.9, 0.82, z + 0.82, cloth);
        model.box(x - 1.0, 0.12, z, x - 0.86, 0.62, z + 0.8, cloth);
        model.box(x + 0.86, 0.12, z, x + 1.0, 0.62, z + 0.8, cloth);
        for (int i = -1; i <= 1; i += 2) {
            model.ball(x + 0.5 * i, 0.62, z + 0.5, 0.22, 0.2, 0.09,
                    Finish.matt(Tone.ofSrgb(chance.nextInt(2) == 0 ? 0xC9853E : 0x35607F)));
        }
    }

    private static void strings(Maquette model, SplittableRandom chance, double edge, double late) {
        Finish pole = Finish.matt(new Tone(0.03, 0.03, 0.03));
        double high = 2.5 + 0.4 * chance.nextDouble();
        double out = 2.2 + 0.8 * chance.nextDouble();
        model.post(-out, edge - 0.2, 0.03, 0, high, pole);
        model.post(out, edge - 0.2, 0.03, 0, high, pole);
        int lines = 2 + chance.nextInt(3);
        for (int line = 0; line < lines; line++) {
            double fromX = line % 2 == 0 ? -out : out;
            double toX = -fromX * (0.2 + 1.1 * chance.nextDouble());
            double toZ = line == 0 ? edge - 0.2 : 1.2 + 1.5 * chance.nextDouble();
            double far = Math.hypot(toX - fromX, toZ - edge);
            int count = (int) (far / 0.36);
            for (int i = 0; i <= count; i++) {
                double t = (double) i / count;
                double y = high - 0.15 * far * t * (1 - t) * 1.1;
                double z = edge - 0.2 + (toZ - edge + 0.2) * t;
                model.bulb(fromX + (toX - fromX) * t, y, z, 0.06, BULB.times(0.26 + 0.30 * late));
            }
        }
        model.lamp(0, high - 0.2, edge - 1.2, 1.6, 0.2, 1, BULB.times(0.12 + 0.3 * late));
    }
}
