package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * The court of an old temple: a hall with red columns and lattice doors on a terrace of white stone, painted beams under a
 * broad tiled roof that rises at its corners, a bronze burner, pines. By seed: place and distance of the hall, hour, doors,
 * tiles, trees, or a gallery of columns instead that runs into the picture.
 */
final class Temple implements Backdrop {
    private static final Tone RED = Tone.ofSrgb(0x9C2F22);
    private static final Tone WALL = Tone.ofSrgb(0x8E3226);
    private static final Tone STONE = Tone.ofSrgb(0xCFC9BD);
    private static final Tone PAVING = Tone.ofSrgb(0x9B9488);
    private static final Tone[] TILES = {Tone.ofSrgb(0x5C6064), Tone.ofSrgb(0xA67A2E), Tone.ofSrgb(0x4C5A55)};
    private static final Tone BRONZE = Tone.ofSrgb(0x5A4A33);
    private static final Tone GOLD = Tone.ofSrgb(0xC99B45);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        double warm = chance.nextDouble();
        Tone zenith = new Tone(0.66, 0.46, 0.32).mix(new Tone(0.58, 0.50, 0.44), warm);
        Tone low = new Tone(0.80, 0.74, 0.68).mix(new Tone(0.58, 0.72, 0.86), warm);
        Maquette model = new Maquette().ambient(zenith.times(0.50), PAVING.times(0.30));
        model.sky((x, y, z) -> {
            Tone sky = low.mix(zenith, Lens.step(0.0, 0.45, y));
            double cloud = noise.clouds(2.4 * x / Math.max(0.15, z), 5 * y, 4, 0.55);
            return sky.mix(new Tone(0.86, 0.86, 0.88), 0.5 * Lens.step(0.1, 0.8, cloud));
        });
        model.sun(-side * (0.4 + 0.5 * chance.nextDouble()), 0.45 + 0.35 * chance.nextDouble(), -0.7,
                new Tone(0.74, 0.86, 0.95).mix(new Tone(0.50, 0.78, 1.05), warm));
        model.haze(low.times(0.8), 700);
        model.box(-90, -0.3, -4, 60, 0, 90, Finish.matt(
                Material.tiles(PAVING, PAVING.times(0.6), 1.0, 0.5, true, noise)));
        Tone tile = TILES[chance.nextInt(TILES.length)];
        double end = 25 + 9 * chance.nextDouble();
        double middle = side * (2.5 + 4.5 * chance.nextDouble());
        hall(model, middle, end, chance, noise, tile);
        boolean gallery = chance.nextDouble() < 0.45;
        double court = -side * (2.4 + 1.2 * chance.nextDouble());
        if (gallery) {
            gallery(model, court, -side, end - 6, noise, tile);
        } else {
            model.box(court - side * 2.5, 0, 4, court - side * 2.7, 3.2, end - 5,
                    Finish.matt(Material.plaster(WALL, noise)));
            model.box(court - side * 2.2, 3.2, 4, court - side * 3, 3.4, end - 5, Finish.matt(ribs(tile)));
            pine(model, court - side, end - 12, chance);
        }
        pine(model, side * (4.0 + 4 * chance.nextDouble()), end - 9 + 3 * chance.nextDouble(), chance);
        burner(model, side * (1.1 + 1.6 * chance.nextDouble()), end - 13);
        double yaw = -side * (0.10 * chance.nextDouble());
        return model.photograph(new Maquette.View(yaw, 1.6, 0.10 + 0.18 * chance.nextDouble(),
                0.78 + 0.25 * chance.nextDouble()), 0.22, width, height, seed, focus);
    }

    private static Finish.Skin ribs(Tone tile) {
        return (x, y, z, axis) -> {
            double rib = 0.5 + 0.5 * Math.cos(2 * Math.PI * (axis == 0 ? z : x) / 0.30);
            return tile.times(0.45 + 0.75 * rib * rib);
        };
    }

    private static void hall(Maquette model, double middle, double end, SplittableRandom chance, Noise noise,
            Tone tile) {
        double half = 6.5 + 1.5 * chance.nextDouble();
        double base = 1.1 + 0.5 * chance.nextDouble();
        double eaves = base + 3.7 + 0.5 * chance.nextDouble();
        Finish stone = Finish.matt(Material.tiles(STONE, STONE.times(0.75), 1.2, 0.4, true, noise));
        model.box(middle - half - 1.2, 0, end - 2.6, middle + half + 1.2, base, end + 9, stone);
        for (int step = 0; step < 6; step++) {
            model.box(middle - 1.9, 0, end - 2.6 - 0.32 * (6 - step), middle + 1.9, base * (step + 1) / 7,
                    end - 2.6 - 0.32 * (5 - step), stone);
        }
        for (double x = middle - half - 1; x < middle + half + 1.1; x += 1.05) {
            if (Math.abs(x - middle) > 1.9) {
                model.box(x - 0.09, base, end - 2.5, x + 0.09, base + 0.95, end - 2.32, Finish.matt(STONE));
                model.ball(x, base + 1.03, end - 2.41, 0.09, 0.12, 0.09, Finish.matt(STONE));
                model.box(x, base + 0.15, end - 2.45, x + 1.05, base + 0.7, end - 2.37, Finish.matt(STONE.times(0.92)));
            }
        }
        double bay = 2.2 + 0.3 * chance.nextDouble();
        double foot = base;
        Finish.Skin doors = (x, y, z, axis) -> {
            double in = (x - middle) / (bay / 4) - Math.floor((x - middle) / (bay / 4));
            double up = y - foot;
            if (in < 0.12 || in > 0.88 || up < 0.08) {
                return RED.times(0.7);
            }
            if (up < 1.0) {
                return up > 0.2 && up < 0.85 && in > 0.25 && in < 0.75 ? RED.times(0.9) : RED.times(0.6);
            }
            double bar = Math.min(Math.abs(Math.IEEEremainder(x + y, 0.12)), Math.abs(Math.IEEEremainder(x - y, 0.12)));
            return bar < 0.02 ? GOLD.times(0.55) : new Tone(0.015, 0.02, 0.03);
        };
        model.box(middle - half, base, end, middle + half, eaves, end + 6, Finish.matt(doors));
        for (double x = middle - half; x < middle + half + 0.1; x += bay) {
            model.post(x, end - 1.2, 0.24, base, eaves - 0.3, Finish.glossy(RED, 0.04, 0.2));
            model.post(x, end - 1.2, 0.34, base, base + 0.14, Finish.matt(STONE));
        }
        double beams = eaves - 0.85;
        model.box(middle - half - 0.2, beams, end - 1.35, middle + half + 0.2, eaves - 0.30, end - 1.05,
                Finish.matt((x, y, z, axis) -> {
                    double in = (x - middle) / bay - Math.floor((x - middle) / bay);
                    boolean edge = y < beams + 0.06 || y > beams + 0.49;
                    Tone paint = in > 0.3 && in < 0.7 ? Tone.ofSrgb(0x2F5F8E) : Tone.ofSrgb(0x2E7A62);
                    return edge || Math.abs(in - 0.3) < 0.025 || Math.abs(in - 0.7) < 0.025 ? GOLD : paint;
                }));
        if (chance.nextDouble() < 0.6) {
            model.box(middle - 0.75, beams - 0.1, end - 1.5, middle + 0.75, eaves - 0.2, end - 1.42, Finish.matt(
                    (x, y, z, axis) -> Math.abs(x - middle) > 0.67 || y < beams || y > eaves - 0.28
                            || Math.abs(Math.IEEEremainder(x - middle, 0.46)) < 0.12
                                    && Math.abs(y - beams - 0.25) < 0.13
                                            ? GOLD
                                            : Tone.ofSrgb(0x1E3152)));
        }
        // Brackets, then the rafters' ends.
        for (double x = middle - half; x < middle + half + 0.1; x += bay / 3) {
            model.box(x - 0.16, eaves - 0.30, end - 1.6, x + 0.16, eaves - 0.08, end - 1.0,
                    Finish.matt(Tone.ofSrgb(0x2F6C66)));
        }
        roof(model, middle, half, eaves, end, tile);
    }

    /** Steps that curve like a roof: shallow at the eaves, steep at the ridge, higher towards the corners. */
    private static void roof(Maquette model, double middle, double half, double eaves, double end, Tone tile) {
        Finish cover = Finish.matt(ribs(tile));
        Finish under = Finish.matt((x, y, z, axis) -> Math.abs(Math.IEEEremainder(x, 0.3)) < 0.07
                ? Tone.ofSrgb(0x2E6A5C)
                : WALL.times(0.5));
        double over = 1.5;
        double wide = half + over;
        model.box(middle - wide, eaves - 0.08, end - 2.5, middle + wide, eaves + 0.02, end + 7, under);
        int steps = 30;
        for (int i = 0; i < steps; i++) {
            double t = i / (double) steps;
            double y = eaves + 0.02 + 1.5 * t + 1.9 * t * t;
            double z = end - 2.5 + 4.6 * t;
            double in = 1.6 * Math.max(0, t - 0.35);
            model.box(middle - wide + in, y - 0.1, z, middle + wide - in, y + 0.16, z + 0.6, cover);
        }
        // Corners.
        for (int hand = -1; hand <= 1; hand += 2) {
            for (int k = 0; k < 14; k++) {
                double t = k / 14.0;
                double x = middle + hand * (wide - 2.2 + 2.6 * t);
                double lift = 0.75 * t * t;
                model.box(x - 0.1, eaves + lift - 0.1, end - 2.55 - 0.3 * t, x + 0.1, eaves + lift + 0.13,
                        end - 1.2, cover);
            }
        }
        double ridge = eaves + 3.4;
        model.box(middle - half, ridge, end + 2.0, middle + half, ridge + 0.55, end + 2.4,
                Finish.matt(tile.times(0.8)));
        for (int hand = -1; hand <= 1; hand += 2) {
            model.ball(middle + hand * half, ridge + 0.75, end + 2.2, 0.35, 0.5, 0.2, Finish.matt(tile.times(0.8)));
        }
    }

    private static void gallery(Maquette model, double x, int out, double end, Noise noise, Tone tile) {
        model.box(x, 0, 2, x + out * 2.4, 0.35, end, Finish.matt(STONE));
        model.box(x + out * 2.4, 0, 2, x + out * 2.6, 3.6, end, Finish.matt(Material.plaster(WALL, noise)));
        for (double z = 3.2; z < end; z += 2.3) {
            model.post(x + out * 0.25, z, 0.15, 0.35, 3.2, Finish.glossy(RED, 0.04, 0.2));
        }
        model.box(x + out * 0.12, 2.75, 2, x + out * 0.38, 3.2, end, Finish.matt((px, y, z, axis) -> {
            double in = z / 2.3 - Math.floor(z / 2.3);
            boolean edge = y < 2.8 || y > 3.15;
            return edge ? GOLD : in > 0.3 && in < 0.7 ? Tone.ofSrgb(0x2F5F8E) : Tone.ofSrgb(0x2E7A62);
        }));
        for (int i = 0; i < 8; i++) {
            double y = 3.25 + 0.14 * i + 0.012 * i * i;
            model.box(x - out * (0.75 - 0.22 * i), y, 2, x + out * 2.8, y + 0.18, end, Finish.matt(ribs(tile)));
        }
    }

    private static void burner(Maquette model, double x, double z) {
        Finish bronze = Finish.glossy(BRONZE, 0.10, 0.25);
        model.box(x - 0.55, 0, z - 0.55, x + 0.55, 0.5, z + 0.55, Finish.matt(STONE));
        for (int hand = -1; hand <= 1; hand += 2) {
            model.post(x + hand * 0.3, z - 0.2, 0.06, 0.5, 0.95, bronze);
            model.box(x + hand * 0.5 - 0.05, 1.35, z - 0.05, x + hand * 0.5 + 0.05, 1.8, z + 0.05, bronze);
        }
        model.ball(x, 1.2, z, 0.55, 0.38, 0.55, bronze);
        model.post(x, z, 0.5, 1.3, 1.5, bronze);
        for (int i = 0; i < 4; i++) {
            model.post(x + 0.3 * (i % 2 == 0 ? -1 : 1), z + 0.3 * (i < 2 ? -1 : 1), 0.035, 1.5, 2.05, bronze);
        }
        model.ball(x, 2.1, z, 0.52, 0.16, 0.52, bronze);
        model.ball(x, 2.3, z, 0.2, 0.2, 0.2, bronze);
    }

    private static void pine(Maquette model, double x, double z, SplittableRandom chance) {
        double high = 4 + 2.5 * chance.nextDouble();
        for (int i = 0; i < 8; i++) {
            model.post(x + 0.10 * Math.sin(i * 1.3), z, 0.17 - 0.012 * i, high * i / 9, high * (i + 1.1) / 9,
                    Finish.matt(Tone.ofSrgb(0x5B4638)));
        }
        for (int cloud = 0; cloud < 9; cloud++) {
            double cx = x + 1.3 * chance.nextGaussian();
            double cy = high * (0.55 + 0.5 * chance.nextDouble());
            double cz = z + 0.8 * chance.nextGaussian();
            for (int tuft = 0; tuft < 26; tuft++) {
                Tone green = new Tone(0.045, 0.105, 0.062).times(0.5 + 0.9 * chance.nextDouble());
                model.ball(cx + 0.5 * chance.nextGaussian(), cy + 0.12 * chance.nextGaussian(), cz + 0.4
                        * chance.nextGaussian(), 0.20, 0.12, 0.2, Finish.matt(green));
            }
        }
    }
}
