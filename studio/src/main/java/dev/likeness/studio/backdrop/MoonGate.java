package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A moon gate in the white wall of a garden in Suzhou.
 *
 * <p>The wall stands 10 m behind the sitter: lime plaster with the stains of many rains and the shadows of bamboo that
 * wander over it, a coping of grey tiles above, paving below, and at intervals a lattice window. The gate, a circle of
 * two metres framed in dark brick, opens beside the head on the garden, another 12 m away and more blurred: bamboo, a
 * bank of shrubs and a pond that mirrors them and the sky. The reveal of the wall is visible on the side away from the
 * lens's axis.
 */
final class MoonGate implements Backdrop {
    private static final double APERTURE = 0.022;
    /** Distances from the lens, metres. */
    private static final double WALL = 12;
    private static final double GARDEN = 24;
    /** Of the gate, face widths. */
    private static final double LEAST_RADIUS = 0.80;
    private static final double FRAME = 0.085;

    private static final Tone[] LIMES = {Tone.ofSrgb(0xE2E1DC), Tone.ofSrgb(0xD9D2C2), Tone.ofSrgb(0xC9CDCC),
            Tone.ofSrgb(0xE6DFD0)};
    private static final Tone STAIN = Tone.ofSrgb(0x8F8F88);
    private static final Tone SHADE = new Tone(0.60, 0.52, 0.47);
    private static final Tone BRICK = Tone.ofSrgb(0x4A4C4F);
    private static final Tone TILE = Tone.ofSrgb(0x55585C);
    private static final Tone PAVING = Tone.ofSrgb(0x8C8A84);
    private static final Tone SKY = new Tone(0.74, 0.66, 0.57);
    private static final Tone BAMBOO = new Tone(0.035, 0.17, 0.085);
    private static final Tone LEAF = new Tone(0.05, 0.32, 0.17);
    private static final Tone THICKET = new Tone(0.020, 0.055, 0.028);
    private static final Tone POND = new Tone(0.085, 0.115, 0.080);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        Easel easel = Easel.of(width, height, focus, 150);
        Optics optics = new Optics(easel.face().faceWidth(), APERTURE);
        Court court = new Court(seed, easel);
        Raster garden = easel.paint(court::garden);
        court.bamboo(new Brush(garden, easel.face()));
        Raster soft = Lens.defocus(garden, optics.blurAt(GARDEN));
        court.glints(new Bokeh(soft), optics.blurAt(GARDEN));
        Raster wall = easel.layer();
        court.wall(wall, Lens.defocus(court.leafShadows(), optics.blurAt(WALL) / 2));
        Lens.over(soft, wall, optics.blurAt(WALL));
        return Lens.develop(soft, width, height, seed.value());
    }

    /** One garden. */
    private static final class Court {
        private final SplittableRandom chance;
        private final Easel easel;
        private final double side;
        private final double radius;
        private final double gateU;
        private final Tone lime;
        private final boolean windows;
        private final double gateV;
        private final double coping;
        private final double foot;
        private final double shore;
        private final double bay;
        private final Noise plaster;
        private final Noise green;

        Court(Seed seed, Easel easel) {
            chance = new SplittableRandom(seed.value());
            this.easel = easel;
            side = chance.nextDouble() < 0.5 ? -1 : 1;
            radius = LEAST_RADIUS + 0.30 * chance.nextDouble();
            gateU = side * (0.30 + 0.45 * chance.nextDouble());
            lime = LIMES[chance.nextInt(LIMES.length)];
            windows = chance.nextDouble() < 0.6;
            gateV = 0.05 + 0.30 * chance.nextDouble();
            coping = gateV - radius - 0.18 - 0.06 * chance.nextDouble();
            foot = gateV + radius + 0.28;
            shore = 0.45 + 0.55 * chance.nextDouble();
            bay = 2.9 + 1.4 * chance.nextDouble();
            plaster = new Noise(seed.value(), 1);
            green = new Noise(seed.value(), 2);
        }

        Tone garden(double u, double v) {
            if (v < shore) {
                return bank(u, v);
            }
            double ripple = 0.12 * green.clouds(u * 0.6, 40 + v * 9, 3, 0.6);
            Tone mirrored = bank(u, 2 * shore - v + ripple).mix(POND, 0.45);
            return mirrored.mix(SKY.times(0.75), 0.5 * Lens.step(0.05, 0.75, v - shore + 2.2 * ripple));
        }

        private Tone bank(double u, double v) {
            double mass = green.clouds(u * 0.9, v * 0.9, 4, 0.6);
            double high = Lens.step(-0.45, -1.9, v + 0.9 * mass);
            Tone trees = THICKET.blend(LEAF, Lens.step(-0.7, 0.8, mass + 0.35 * green.clouds(u * 3, v * 3, 2, 0.5)));
            double sunlit = Lens.step(0.0, 0.9, green.clouds(u * 0.8 + 70, v * 0.7, 2, 0.5) - 0.5 * v);
            return trees.times(0.75 + 1.1 * sunlit).mix(SKY, 0.95 * high);
        }

        /** Stalks and leaves behind the wall; they also rise above the coping. */
        void bamboo(Brush brush) {
            int stalks = (int) ((2 + 6 * chance.nextDouble()) * easel.span());
            for (int i = 0; i < stalks; i++) {
                double u = easel.anyU(chance);
                double lean = 0.10 * chance.nextGaussian();
                double thick = 0.030 + 0.022 * chance.nextDouble();
                double light = 0.5 + 0.9 * chance.nextDouble();
                double top = -1.4 - 1.3 * chance.nextDouble();
                double bottom = shore + 0.02;
                for (int joint = 0; joint < 9; joint++) {
                    double from = bottom + (top - bottom) * joint / 9;
                    double to = bottom + (top - bottom) * (joint + 0.93) / 9;
                    brush.limb(u + lean * (bottom - from), from, u + lean * (bottom - to), to, thick, thick,
                            BAMBOO.times(light * (0.9 + 0.2 * chance.nextDouble())));
                }
                for (int leaf = 0; leaf < 60; leaf++) {
                    double v = top - 0.2 + (0.35 - top) * Math.pow(chance.nextDouble(), 0.8);
                    double at = u + lean * (bottom - v) + 0.22 * chance.nextGaussian();
                    double length = 0.11 + 0.08 * chance.nextDouble();
                    double angle = Math.PI / 2 + 0.7 * chance.nextGaussian();
                    Tone tone = THICKET.blend(LEAF, 0.35 + 0.75 * chance.nextDouble()).times(0.7 + 0.8 * light);
                    brush.leaf(at, v, length, 0.20 * length, angle, tone);
                }
            }
        }

        /** Sky between the leaves and on the pond. */
        void glints(Bokeh bokeh, double radius) {
            int count = (int) (9 * easel.area());
            for (int i = 0; i < count; i++) {
                double u = gateU + 1.2 * (chance.nextDouble() - 0.5) * easel.span();
                double v = chance.nextDouble() < 0.3
                        ? shore + 0.3 * chance.nextDouble()
                        : 0.4 - 2.4 * chance.nextDouble();
                double calm = 1 - 0.8 * Easel.head(u, v);
                bokeh.add(easel.face().x(u), easel.face().y(v), radius, SKY.mix(LEAF, 0.3 + 0.5 * chance.nextDouble())
                        .times(Math.min(0.15, 0.06 * Math.exp(0.7 * chance.nextGaussian())) * calm));
            }
        }

        /** Where sprays of bamboo on this side keep the sun from the wall: a mask, 1 = shadow, in every channel. */
        Raster leafShadows() {
            Raster mask = easel.paint((u, v) -> Tone.BLACK);
            Brush brush = new Brush(mask, easel.face());
            Tone shadow = new Tone(1, 1, 1);
            int canes = (int) ((0.6 + 2.6 * chance.nextDouble()) * easel.span());
            for (int i = 0; i < canes; i++) {
                double u = easel.anyU(chance);
                double v = coping + 1.3 * (chance.nextDouble() - 0.5);
                double angle = Math.PI / 2 + 0.7 * chance.nextGaussian();
                for (int node = 0; node < 11; node++) {
                    double nextU = u + 0.12 * Math.cos(angle);
                    double nextV = v + 0.12 * Math.sin(angle);
                    brush.limb(u, v, nextU, nextV, 0.012, 0.008, shadow);
                    u = nextU;
                    v = nextV;
                    // Canes bend under their leaves.
                    angle += 0.10 * (Math.PI / 2 - angle) + 0.12 * chance.nextGaussian();
                    for (int leaf = 0; leaf < 4; leaf++) {
                        double turn = angle + 0.75 * chance.nextGaussian();
                        double length = 0.16 + 0.12 * chance.nextDouble();
                        brush.leaf(u + 0.5 * length * Math.cos(turn), v + 0.5 * length * Math.sin(turn), length,
                                0.14 * length, turn, shadow);
                    }
                }
            }
            return mask;
        }

        /** Paints wall, coping and paving; the gate, the lattices and the sky above stay open. */
        void wall(Raster layer, Raster shadows) {
            float[] data = layer.data();
            Rows.parallel(layer.height(), (from, to) -> {
                for (int y = from; y < to; y++) {
                    double v = easel.face().v(y + 0.5);
                    for (int x = 0; x < layer.width(); x++) {
                        double u = easel.face().u(x + 0.5);
                        double cover = cover(u, v);
                        if (cover > 0) {
                            int at = layer.at(x, y);
                            masonry(u, v, 1 - shadows.data()[shadows.at(x, y)]).times(cover).store(data, at);
                            data[at + 3] = (float) cover;
                        }
                    }
                }
            });
        }

        private double cover(double u, double v) {
            double pixel = 0.7 / easel.face().faceWidth();
            double ridge = coping - 0.30;
            double gate = Math.hypot(u - gateU, v - gateV) - radius;
            // The reveal: the wall's thickness seen beyond the near edge.
            double reveal = Math.hypot(u - gateU + 0.030 * Math.signum(gateU), v - gateV) - radius;
            double solid = Lens.step(-pixel, pixel, Math.max(gate, reveal));
            return solid * Lens.step(-pixel, pixel, v - ridge) * (1 - lattice(u, v));
        }

        /** @param sun share of the sun that bamboo lets through, 0 to 1 */
        private Tone masonry(double u, double v, double sun) {
            double gate = Math.hypot(u - gateU, v - gateV) - radius;
            if (v < coping) {
                return tiles(u, coping - v);
            }
            if (v > foot) {
                return paving(u, v, sun);
            }
            if (gate < 0) {
                return SHADE.times(0.42);
            }
            double eaves = 1 - 0.45 * Lens.step(0.17, 0.02, v - coping);
            Tone light = SHADE.mix(new Tone(0.93, 0.95, 0.97), 0.45 + 0.55 * sun).times((0.76 + 0.24 * sun) * eaves);
            if (gate < FRAME) {
                return BRICK.times(light).times(1.25 + 0.25 * plaster.at(u * 9, v * 9));
            }
            double stain = Lens.step(0.1, 0.95, plaster.clouds(u * 2.6, v * 0.35, 4, 0.6)
                    + 0.54 * Lens.step(0.5, 0.0, v - coping) + 0.8 * Lens.step(0.45, 0.0, foot - v));
            return lime.blend(STAIN, 0.16 * stain).times(light)
                    .times(1 + 0.05 * plaster.clouds(u * 4, v * 4, 3, 0.6));
        }

        private Tone tiles(double u, double up) {
            if (up > 0.24) {
                return TILE.times(0.62 + 0.25 * plaster.at(u * 6, 3));
            }
            if (up < 0.035) {
                return TILE.times(0.28);
            }
            double rib = 0.5 + 0.5 * Math.cos(2 * Math.PI * u / 0.105);
            double age = 1 + 0.25 * plaster.clouds(u * 3, up * 5, 3, 0.6);
            return TILE.times((0.22 + 0.85 * rib * rib) * age * (0.8 + 0.5 * up / 0.24));
        }

        /** Slabs in courses, in perspective. */
        private Tone paving(double u, double v, double sun) {
            double away = 1.1 / (v - foot + 0.55);
            double joint = Math.abs(Math.IEEEremainder(5 * away, 1)) * 0.6;
            double slab = plaster.at(u * away * 0.4, Math.floor(5 * away + 0.5) * 2.3 + 0.4);
            double worn = 1 + 0.22 * slab + 0.12 * plaster.clouds(u * 2, v * 5, 3, 0.6);
            double contact = 1 - 0.4 * Lens.step(0.12, 0.0, v - foot);
            return PAVING.times((0.42 + 0.30 * sun) * worn * contact * (0.72 + 0.28 * Lens.step(0.01, 0.05, joint)));
        }

        /** How open the wall is at a lattice window, 0 to 1: squares in a frame, one to a bay. */
        private double lattice(double u, double v) {
            double place = u - gateU + side * bay / 2;
            double cell = place - bay * Math.rint(place / bay);
            boolean gate = !windows || Math.abs(u - gateU) < radius + 0.3;
            double x = Math.abs(cell);
            double y = Math.abs(v - gateV + 0.12);
            if (gate || x > 0.34 || y > 0.34) {
                return 0;
            }
            double bar = Math.min(Math.abs(Math.IEEEremainder(cell + v, 0.17)),
                    Math.abs(Math.IEEEremainder(cell - v, 0.17)));
            double pixel = 0.7 / easel.face().faceWidth();
            return Lens.step(0.022 - pixel, 0.022 + pixel, bar) * Lens.step(0.34, 0.32, Math.max(x, y));
        }
    }
}
