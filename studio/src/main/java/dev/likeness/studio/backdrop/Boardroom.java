package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import java.util.SplittableRandom;

/**
 * A boardroom high above a city: a long polished table with chairs, a wall of windows at one side, wood and a screen at the
 * end, a line of light over the table. By seed: hour outside (day, dusk, night), side, woods, leather, length.
 */
final class Boardroom implements Backdrop {
    private static final Tone[] WOODS = {Tone.ofSrgb(0x8A5F3C), Tone.ofSrgb(0x5B3A26), Tone.ofSrgb(0xB08A5E),
            Tone.ofSrgb(0x6E5A48)};
    private static final Tone[] LEATHERS = {Tone.ofSrgb(0x26241F), Tone.ofSrgb(0x3A3F46), Tone.ofSrgb(0x7A5A40),
            Tone.ofSrgb(0xB9B4AA)};
    private static final Tone LAMP = new Tone(0.72, 0.90, 1.0);

    /** What is outside. */
    private record Hour(Tone zenith, Tone horizon, Tone tower, double lit, double mean) {
        static final Hour[] ALL = {
                new Hour(new Tone(1.0, 0.86, 0.72), new Tone(1.05, 1.0, 0.94), new Tone(0.50, 0.45, 0.40), 0, 0.28),
                new Hour(new Tone(0.62, 0.44, 0.36), new Tone(0.48, 0.66, 1.0), new Tone(0.20, 0.17, 0.16), 0.25, 0.20),
                new Hour(new Tone(0.16, 0.09, 0.06), new Tone(0.22, 0.16, 0.13), new Tone(0.045, 0.036, 0.03), 0.42,
                        0.12)};
    }

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        SplittableRandom chance = new SplittableRandom(seed.value());
        Noise noise = new Noise(seed.value(), 1);
        int side = chance.nextDouble() < 0.5 ? -1 : 1;
        double pick = chance.nextDouble();
        Hour hour = Hour.ALL[pick < 0.55 ? 0 : pick < 0.8 ? 1 : 2];
        Tone wood = WOODS[chance.nextInt(WOODS.length)];
        Tone leather = LEATHERS[chance.nextInt(LEATHERS.length)];
        Tone top = chance.nextDouble() < 0.5 ? wood.times(0.7) : WOODS[chance.nextInt(WOODS.length)];
        double glass = side * (2.0 + 0.5 * chance.nextDouble());
        double other = -side * (2.2 + 0.8 * chance.nextDouble());
        double end = 8 + 5 * chance.nextDouble();
        double high = 2.9;
        double middle = side * (0.25 + 0.5 * chance.nextDouble());
        Maquette model = new Maquette().ambient(LAMP.times(0.20).plus(hour.zenith.times(0.12)), wood.times(0.35));
        Finish.Skin outside = outside(hour, seed.value(), chance.nextDouble());
        model.box(glass + side * 0.3, -1, -2, glass + side * 0.4, 4, end + 6, Finish.lamp(outside, 1));
        for (double z = -1; z < end; z += 2.8) {
            model.lamp(glass, 1.5, z + 1.4, 0, 1.3, 1.3, hour.zenith.mix(hour.horizon, 0.5).times(2.2));
        }
        Finish frame = Finish.matt(new Tone(0.05, 0.05, 0.05));
        double mullion = 1.3 + 0.5 * chance.nextDouble();
        for (double z = 0.4 * mullion; z < end; z += mullion) {
            model.box(glass, 0, z, glass + side * 0.10, high, z + 0.06, frame);
        }
        model.box(glass, 0, -2, glass + side * 0.1, 0.12, end, frame);
        model.box(glass, high - 0.12, -2, glass + side * 0.1, high, end, frame);
        Finish.Skin grain = Material.wood(wood, noise, true, 0.5 + 0.5 * chance.nextDouble());
        model.box(other, 0, -2, other - side * 0.2, high, end, chance.nextDouble() < 0.5
                ? Finish.matt(Material.plaster(new Tone(0.44, 0.45, 0.46), noise))
                : Finish.glossy(grain, 0.03, 0.25));
        model.box(-9, 0, end, glass + side * 0.1, high, end + 0.2, Finish.glossy(grain, 0.03, 0.25));
        model.box(9, 0, end + 0.01, glass, high, end + 0.2, Finish.glossy(grain, 0.03, 0.25));
        model.box(-9, -0.1, -2, 9, 0, end,
                Finish.matt(Material.plaster(Tone.ofSrgb(0x6B6A6A).times(0.8), noise)));
        model.box(-9, high, -2, 9, high + 0.1, end, Finish.matt(new Tone(0.52, 0.53, 0.54)));
        screen(model, middle, end, chance);
        double far = end - 1.7;
        model.box(middle - 0.75, 0.70, 1.9, middle + 0.75, 0.76, far,
                Finish.glossy(Material.wood(top, noise, false, 0), 0.09, 0.06));
        model.box(middle - 0.3, 0, 2.6, middle + 0.3, 0.7, far - 0.7, Finish.matt(top.times(0.35)));
        for (double z = 2.3; z < far - 0.3; z += 0.95) {
            for (int hand = -1; hand <= 1; hand += 2) {
                chair(model, middle + hand * (0.98 + 0.08 * chance.nextDouble()), z, hand, leather);
            }
            if (chance.nextDouble() < 0.4) {
                model.post(middle + 0.3, z, 0.035, 0.76, 0.90, Finish.glossy(new Tone(0.5, 0.52, 0.5), 0.1, 0.05));
            }
        }
        model.box(middle - 0.06, high - 0.62, 2.4, middle + 0.06, high - 0.57, far, Finish.lamp(LAMP, 2.2));
        for (double z = 2.4; z < far; z += 1.5) {
            model.lamp(middle, high - 0.62, z + 0.7, 0.06, 0, 0.7, LAMP.times(0.8));
        }
        for (double z = 1.2; z < end; z += 1.8) {
            for (double x : new double[]{middle - 1.6, middle + 1.6}) {
                model.bulb(x, high - 0.02, z, 0.08, LAMP.times(hour.mean * 2));
            }
        }
        double yaw = side * (0.16 + 0.12 * chance.nextDouble());
        return model.photograph(new Maquette.View(yaw, 1.5, 0.02 + 0.1 * chance.nextDouble(),
                0.85 + 0.2 * chance.nextDouble()), hour.mean, width, height, seed, focus);
    }

    private static Finish.Skin outside(Hour hour, long seed, double shift) {
        return (x, y, z, axis) -> {
            // Towers far off, drawn on the pane: by bearing along the wall.
            Tone sky = hour.horizon.mix(hour.zenith, Lens.step(0.8, 3.2, y));
            for (int rank = 1; rank >= 0; rank--) {
                double pitch = rank == 0 ? 0.85 : 0.5;
                double place = z / pitch + shift * 9 + rank * 3.3;
                long tower = Noise.mix(seed ^ (long) Math.floor(place) * 31 ^ rank);
                double in = place - Math.floor(place);
                double roof = (rank == 0 ? 0.9 : 1.3) + 1.3 * Math.pow((tower & 0xFF) / 255.0, 2);
                if (y < roof && in > 0.08 && in < 0.6 + 0.35 * ((tower >>> 8 & 0xFF) / 255.0)) {
                    double row = y * 16;
                    double col = place * pitch * 14;
                    long pane = Noise.mix(tower ^ (long) Math.floor(row) * 71 ^ (long) Math.floor(col) * 913);
                    boolean lit = (pane & 0xFF) < 255 * hour.lit && row - Math.floor(row) > 0.3;
                    return lit
                            ? new Tone(0.30, 0.62, 0.95)
                            : hour.tower.mix(sky, rank == 0 ? 0.15 : 0.5)
                                    .times(row - Math.floor(row) > 0.4 ? 0.85 : 1.1);
                }
            }
            return sky;
        };
    }

    private static void screen(Maquette model, double middle, double end, SplittableRandom chance) {
        if (chance.nextDouble() < 0.6) {
            model.box(middle - 0.95, 1.05, end - 0.08, middle + 0.95, 2.12, end - 0.02,
                    Finish.glossy(new Tone(0.015, 0.015, 0.015), 0.07, 0.02));
        } else {
            Tone paint = Tone.ofSrgb(chance.nextInt(3) == 0 ? 0x9A4B35 : 0x35607F);
            model.box(middle - 0.8, 1.15, end - 0.05, middle + 0.8, 2.15, end - 0.02, Finish.matt(
                    (x, y, z, axis) -> paint.mix(new Tone(0.5, 0.55, 0.6), 0.5 + 0.5 * Math.sin(x * 5 + 3 * y))));
        }
        model.box(middle - 1.2, 0, end - 0.45, middle + 1.2, 0.72, end, Finish.matt(new Tone(0.08, 0.09, 0.1)));
        model.post(middle + 1.0, end - 0.22, 0.09, 0.72, 0.92, Finish.matt(new Tone(0.4, 0.42, 0.45)));
        for (int i = 0; i < 7; i++) {
            model.ball(middle + 1.0 + 0.14 * chance.nextGaussian(), 1.1 + 0.1 * chance.nextGaussian(), end - 0.25, 0.09,
                    Finish.matt(new Tone(0.04, 0.15, 0.08).times(0.6 + 0.8 * chance.nextDouble())));
        }
    }

    private static void chair(Maquette model, double x, double z, int hand, Tone leather) {
        Finish cover = Finish.glossy(leather, 0.03, 0.4);
        Finish steel = Finish.glossy(new Tone(0.3, 0.3, 0.3), 0.2, 0.2);
        model.box(x - 0.26, 0.42, z, x + 0.26, 0.52, z + 0.54, cover);
        model.box(x + hand * 0.23, 0.55, z + 0.03, x + hand * 0.32, 1.10, z + 0.51, cover);
        model.ball(x + hand * 0.275, 1.10, z + 0.27, 0.05, 0.06, 0.23, cover);
        model.box(x - 0.22, 0.66, z - 0.03, x + 0.24, 0.70, z + 0.02, steel);
        model.box(x - 0.22, 0.66, z + 0.52, x + 0.24, 0.70, z + 0.57, steel);
        model.post(x, z + 0.27, 0.035, 0.1, 0.42, steel);
        model.box(x - 0.28, 0.05, z + 0.24, x + 0.28, 0.1, z + 0.3, steel);
    }
}
