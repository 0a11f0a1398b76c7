package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import java.util.SplittableRandom;

/**
 * A light kitchen in the morning: cabinets, tiles under warm strips of light, a wooden worktop, a window at one side.
 *
 * <p>
 * The far wall is drawn in metres, five metres and a half away, and blurred as one; before it hang pendant lamps and lie
 * the things on the island, each blurred by its own distance. The window lights the wall from its side and blows out, as
 * it does on film that is exposed for a face.
 */
final class Kitchen implements Backdrop {
    private static final double APERTURE = 0.024;
    private static final double WALL = 5.5;
    private static final double EYE_LEVEL = 1.6;

    private static final Tone PAINT = new Tone(0.46, 0.50, 0.52);
    private static final Tone TILE = new Tone(0.50, 0.545, 0.56);
    private static final Tone[] FRONTS = {Tone.ofSrgb(0xE4E1DA), Tone.ofSrgb(0x9AA894), Tone.ofSrgb(0x7E8D9A),
            Tone.ofSrgb(0xCDBBA3)};
    private static final Tone WOOD = Tone.ofSrgb(0xA9794C);
    private static final Tone STEEL = Tone.ofSrgb(0xA6AAAD);
    private static final Tone DAY = new Tone(1.15, 1.10, 1.02);
    private static final Tone STRIP = new Tone(0.30, 0.56, 0.85);
    private static final Tone LEAF = new Tone(0.045, 0.16, 0.085);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 140);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Room room = new Room(seed, easel);
        Raster sharp = easel.paint(room::wall);
        room.things(new Brush(sharp, easel.face()));
        Raster soft = Lens.defocus(sharp, optics.blurAt(WALL));
        room.strips(new Bokeh(soft), optics.blurAt(WALL));
        Raster island = easel.layer();
        room.island(new Brush(island, easel.face()));
        Lens.over(soft, island, optics.blurAt(3.4));
        Raster lamps = easel.layer();
        room.lamps(new Brush(lamps, easel.face()));
        Lens.over(soft, lamps, optics.blurAt(3.8));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One kitchen. */
    private static final class Room {
        private final Interior interior;
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final double metre;
        private final double window;
        private final double hood;
        private final Tone fronts;
        private final Tone upper;
        private final Noise uneven;

        Room(Seed seed, Easel easel) {
            this.easel = easel;
            interior = new Interior(seed, WALL, EYE_LEVEL, 0.02);
            chance = interior.chance;
            side = interior.side;
            metre = interior.metre;
            window = 0.62 + 0.25 * chance.nextDouble();
            hood = -side * (0.85 + 0.5 * chance.nextDouble());
            fronts = FRONTS[chance.nextInt(FRONTS.length)];
            upper = chance.nextDouble() < 0.5 ? FRONTS[0] : fronts;
            uneven = new Noise(seed.value(), 1);
        }

        Tone wall(double u, double v) {
            double x = u / metre;
            double up = interior.up(v);
            double towards = side * x;
            double light = 0.53 + 0.42 * Math.exp(-Math.abs(window - towards) / 0.9)
                    + 0.04 * uneven.clouds(u * 0.6, v * 0.6, 2, 0.5);
            light *= 1 - 0.18 * Easel.head(u, v);
            boolean glass = towards > window - 0.05 && towards < window + 1.3 && up > 1.12 && up < 2.35;
            if (glass) {
                double bar = Math.min(Math.abs(towards - window - 0.62), Math.abs(up - 1.75));
                double tree = uneven.clouds(u * 1.6 + 9, v * 1.6, 3, 0.55);
                Tone view = DAY.mix(new Tone(0.55, 0.80, 0.62), 0.5 * Lens.step(0.0, 0.7, tree));
                return bar < 0.022 ? PAINT.times(0.9) : view;
            }
            Tone seen;
            if (up > 2.42) {
                seen = PAINT;
            } else if (up > 1.52 && towards < window - 0.25 && Math.abs(x - hood / metre) > 0.36) {
                seen = cabinet(x, (up - 1.52) / 0.9, upper);
            } else if (up > 1.52 && Math.abs(x - hood / metre) < 0.15 + 0.17 * Lens.step(1.80, 1.56, up) && up < 2.42) {
                seen = STEEL.times(0.8 + 0.25 * Lens.step(-0.3, 0.3, side * (x - hood / metre)));
            } else if (up > 0.94) {
                seen = tiles(x, up);
            } else if (up > 0.90) {
                seen = WOOD.times(1.15);
            } else {
                seen = cabinet(x, up / 0.9, fronts).times(0.86);
            }
            Tone day = new Tone(1.03, 1.0, 0.97);
            Tone strip = up > 0.94 && up < 1.52 && towards < window - 0.25
                    ? STRIP.times(0.42 * Math.exp(-(1.52 - up) / 0.30))
                    : Tone.BLACK;
            return seen.times(day).times(light).plus(seen.times(strip).times(1.6));
        }

        private static Tone cabinet(double x, double share, Tone front) {
            double door = x / 0.46;
            door -= Math.floor(door);
            double edge = Math.min(Math.min(door, 1 - door) * 0.46, Math.min(share, 1 - share) * 0.9);
            double groove = edge < 0.010 ? 0.55 : edge > 0.05 && edge < 0.065 ? 0.88 : 1;
            return front.times(groove);
        }

        private static Tone tiles(double x, double up) {
            int row = (int) Math.floor(up / 0.075);
            double across = x / 0.15 + 0.5 * (row & 1);
            double joint = Math.min(Math.abs(across - Math.rint(across)) * 0.15,
                    Math.abs(up / 0.075 - Math.rint(up / 0.075)) * 0.075);
            return TILE.times(joint < 0.005 ? 0.82 : 1);
        }

        /** What stands on the worktop and hangs on hooks. */
        void things(Brush brush) {
            double top = interior.v(0.93);
            int count = 9 + chance.nextInt(5);
            for (int i = 0; i < count; i++) {
                double u = easel.anyU(chance);
                double tall = metre * (0.12 + 0.20 * chance.nextDouble());
                double wide = metre * (0.07 + 0.08 * chance.nextDouble());
                double pick = chance.nextDouble();
                double tint = 0.6 + 0.5 * chance.nextDouble();
                if (Math.abs(u) < 0.45) {
                    continue;
                }
                if (pick < 0.3) {
                    brush.limb(u, top - 0.5 * wide, u, top - 0.10 * metre, wide, 0.9 * wide,
                            Tone.ofSrgb(0xB77B5A).times(tint));
                    for (int leaf = 0; leaf < 14; leaf++) {
                        double turn = -Math.PI / 2 + 0.8 * chance.nextGaussian();
                        double length = metre * (0.12 + 0.10 * chance.nextDouble());
                        brush.leaf(u + 0.5 * length * Math.cos(turn),
                                top - 0.12 * metre + 0.6 * length * Math.sin(turn),
                                length, 0.4 * length, turn, LEAF.times(0.7 + 0.9 * chance.nextDouble()));
                    }
                } else {
                    Tone tone = pick < 0.55
                            ? WOOD.times(tint)
                            : pick < 0.75 ? Tone.ofSrgb(0xE9E4DA).times(tint) : Tone.ofSrgb(0x5A5550).times(tint);
                    brush.limb(u, top - wide / 2, u, top - tall, wide, 0.85 * wide, tone);
                }
            }
        }

        void strips(Bokeh bokeh, double radius) {
            for (double x = -3; x < 3; x += 0.46) {
                if (side * x < window - 0.3 && Math.abs(x - hood / metre) > 0.45) {
                    bokeh.add(easel.face().x(x * metre), easel.face().y(interior.v(1.50)), radius,
                            STRIP.times(0.16 * (1 - 0.6 * Easel.head(x * metre, interior.v(1.50)))));
                }
            }
        }

        void island(Brush brush) {
            double near = Optics.metreAt(3.4);
            double top = interior.v(0.93, near);
            brush.limb(easel.left() - 1, top + 1.0 * near, easel.right() + 1, top + 1.0 * near, 1.95 * near,
                    1.95 * near,
                    fronts.times(0.50));
            brush.limb(easel.left() - 1, top + 0.06 * near, easel.right() + 1, top + 0.06 * near, 0.12 * near,
                    0.12 * near, WOOD.times(0.95));
            double bowl = side * (0.95 + 0.4 * chance.nextDouble());
            brush.petal(bowl, top - 0.03 * near, 0.34 * near, 0.14 * near, 0, Tone.ofSrgb(0xD9D3C6).times(0.8));
            for (int fruit = 0; fruit < 6; fruit++) {
                double at = bowl + 0.09 * near * chance.nextGaussian();
                Tone tone = chance.nextDouble() < 0.5 ? Tone.ofSrgb(0xD98A2B) : Tone.ofSrgb(0xC7B52F);
                brush.petal(at, top - 0.10 * near, 0.085 * near, 0.080 * near, 0,
                        tone.times(0.8 + 0.4 * chance.nextDouble()));
            }
        }

        void lamps(Brush brush) {
            double near = Optics.metreAt(3.8);
            double pitch = 0.85 * near;
            double shift = (chance.nextDouble() - 0.5) * 0.6;
            double low = interior.horizon - 0.30 * near - 0.1;
            for (int i = -2; i <= 2; i++) {
                double u = i * pitch + shift;
                if (Math.abs(u) < 0.62) {
                    continue;
                }
                brush.limb(u, easel.top() - 0.1, u, low - 0.16 * near, 0.012 * near, 0.012 * near,
                        Tone.ofSrgb(0x2A2826));
                brush.petal(u, low - 0.08 * near, 0.26 * near, 0.20 * near, 0, Tone.ofSrgb(0x3A3733));
                brush.petal(u, low, 0.15 * near, 0.07 * near, 0, new Tone(0.60, 0.95, 1.25));
            }
        }
    }
}
