package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * A hand-painted muslin, the classic background of portrait studios.
 *
 * <p>Such canvases are worked wet in wet with broad brushes and sponges: large clouds of tone, broken by sweeps of the
 * brush in two crossing directions, glazed with a second hue. This is imitated by clouds of gradient noise displaced by
 * other noise (so that they swirl instead of being round blots), two layers of noise stretched along the brush and
 * shown in turns, and a slow drift between two hues. Paints mix geometrically. The light is a lamp on the canvas a
 * little aside of the head, falling off as 1 / (1 + d^2)^1.5; towards the frame's foot it is shaded. Distances are in
 * face widths.
 */
record CanvasBackdrop(Palette palette) implements Backdrop {
    private static final double REDUCTION = 4;
    /** Sizes of the brushwork, factors. */
    private static final double BROADEST = 0.55;
    private static final double FINEST = 1.35;

    /**
     * @param base    the paint in full light
     * @param shade   the paint in the hollows
     * @param glaze   the second hue, as bright as the base
     * @param mottle  contrast of the brushwork, about 1
     * @param reach   radius of the lamp's pool in face widths
     * @param ambient share of the light outside the pool
     */
    record Palette(Tone base, Tone shade, Tone glaze, double mottle, double reach, double ambient) {
        /** As one painter mixes it: no two canvases are alike. */
        Palette mixed(SplittableRandom chance) {
            double light = 0.74 + 0.52 * chance.nextDouble();
            double warm = 1 + 0.12 * (2 * chance.nextDouble() - 1);
            double green = 1 + 0.07 * (2 * chance.nextDouble() - 1);
            Tone tint = new Tone(light / warm, light * green, light * warm);
            double second = 1 + 0.11 * (2 * chance.nextDouble() - 1);
            return new Palette(base.times(tint), shade.times(0.6 + 0.8 * chance.nextDouble()),
                    glaze.times(tint).times(new Tone(1 / second, 1, second)),
                    mottle * (0.6 + 0.9 * chance.nextDouble()),
                    reach * (0.72 + 0.7 * chance.nextDouble()), ambient * (0.6 + 1.2 * chance.nextDouble()));
        }
    }

    static final Palette WARM = new Palette(Tone.ofSrgb(0x927B61), Tone.ofSrgb(0x3D3025), Tone.ofSrgb(0x8F7E6A), 1.0,
            1.75,
            0.10);
    static final Palette COOL = new Palette(Tone.ofSrgb(0x74848F), Tone.ofSrgb(0x27303A), Tone.ofSrgb(0x76838C), 1.0,
            1.75,
            0.10);
    static final Palette OLIVE = new Palette(Tone.ofSrgb(0x75745A), Tone.ofSrgb(0x2C2B1D), Tone.ofSrgb(0x7A7457), 1.05,
            1.65,
            0.09);
    static final Palette LOW_KEY = new Palette(Tone.ofSrgb(0x434246), Tone.ofSrgb(0x121214), Tone.ofSrgb(0x434141), 0.9,
            1.35,
            0.05);

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        int w = (int) Math.ceil(width / REDUCTION);
        int h = (int) Math.ceil(height / REDUCTION);
        Raster small = Raster.blank(w, h, 3);
        SplittableRandom chance = new SplittableRandom(Noise.mix(seed.value() ^ 0x1A3BL));
        Palette mixed = palette.mixed(chance);
        Brushwork brush = new Brushwork(seed, BROADEST * Math.pow(FINEST / BROADEST, chance.nextDouble()));
        Lamp lamp = Lamp.placed(mixed, w, h, chance, focus.reduced(REDUCTION));
        Focus face = focus.reduced(REDUCTION);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    double u = face.u(x + 0.5);
                    double v = face.v(y + 0.5);
                    double tone = Math.clamp(0.80 + 0.29 * mixed.mottle * brush.tone(u, v), 0.0, 1.2);
                    Tone paint = mixed.shade.blend(mixed.base.mix(mixed.glaze, brush.hue(u, v)), tone);
                    paint.times(lamp.at(u, v)).store(small.data(), small.at(x, y));
                }
            }
        });
        Raster soft = Lens.defocus(small, 0.016 * face.faceWidth());
        return Lens.develop(soft, width, height, seed.value());
    }

    /** The brushwork: tone about -1..1 and hue 0..1 at a place in face widths. */
    private static final class Brushwork {
        private final Noise swirl;
        private final Noise cloud;
        private final Noise sweep;
        private final Noise turn;
        private final Noise drift;
        private final double fine;
        private final double slant;

        Brushwork(Seed seed, double fine) {
            this.fine = fine;
            swirl = new Noise(seed.value(), 1);
            cloud = new Noise(seed.value(), 2);
            sweep = new Noise(seed.value(), 3);
            turn = new Noise(seed.value(), 4);
            drift = new Noise(seed.value(), 5);
            slant = 0.5 * turn.at(11.3, 4.7);
        }

        double tone(double atU, double atV) {
            double u = fine * atU;
            double v = fine * atV;
            double du = u + 0.12 * swirl.clouds(u * 0.8, v * 0.8, 2, 0.4);
            double dv = v + 0.12 * swirl.clouds(u * 0.8 + 31.7, v * 0.8 - 12.4, 2, 0.4);
            double large = cloud.clouds(du * 0.7, dv * 0.7, 2, 0.5);
            double small = cloud.clouds(du * 2.3 + 50, dv * 2.3, 5, 0.72);
            double share = Lens.step(-0.35, 0.35, turn.at(u * 0.8, v * 0.8));
            double strokes = (1 - share) * stroke(du, dv, 0.68 + slant) + share * stroke(du + 9, dv, slant - 0.52);
            return 0.48 * large + 0.40 * small + 0.26 * strokes;
        }

        /** Noise stretched 3.4 times along a direction (radians above the horizontal). */
        private double stroke(double u, double v, double direction) {
            double along = u * Math.cos(direction) - v * Math.sin(direction);
            double across = u * Math.sin(direction) + v * Math.cos(direction);
            return sweep.clouds(along * 1.5, across * 4.0, 4, 0.7);
        }

        double hue(double u, double v) {
            return Lens.step(-0.6, 0.6, drift.clouds(u * 0.45, v * 0.45, 2, 0.5));
        }
    }

    /** The lamp on the canvas. */
    private record Lamp(double u, double v, double wide, double tall, double ambient, double foot) {
        static Lamp placed(Palette palette, int w, int h, SplittableRandom chance, Focus face) {
            double wide = Math.max(palette.reach, 0.30 * w / face.faceWidth());
            double tall = Math.max(palette.reach, 0.30 * h / face.faceWidth());
            return new Lamp(1.15 * chance.nextDouble() - 0.35, 0.8 * chance.nextDouble() - 0.4, wide, tall,
                    palette.ambient, (h - face.centreY()) / face.faceWidth());
        }

        double at(double atU, double atV) {
            double du = (atU - u) / wide;
            double dv = (atV - v) / tall;
            double pool = 1 / Math.pow(1 + du * du + dv * dv, 1.5);
            double shaded = 1 - 0.25 * Lens.step(0.45 * foot, 1.1 * foot, atV);
            return 1.2 * (ambient + (1 - ambient) * pool) * shaded;
        }
    }
}
