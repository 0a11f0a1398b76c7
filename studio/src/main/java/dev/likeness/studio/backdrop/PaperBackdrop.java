package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.SplittableRandom;

/**
 * Seamless grey paper two metres behind the sitter, lit by its own lamp: a broad pool of light behind the shoulders that
 * falls off by the inverse-square law, and a key light that grazes one side. Paper has no pattern; what keeps it from
 * looking like a computed gradient is a very slight unevenness of the roll and of the light.
 */
final class PaperBackdrop implements Backdrop {
    private static final Tone PAPER = Tone.ofSrgb(0xB9BABD);
    private static final double REDUCTION = 4;

    @Override
    public Scene paint(int width, int height, Seed seed, Focus focus) {
        int w = (int) Math.ceil(width / REDUCTION);
        int h = (int) Math.ceil(height / REDUCTION);
        Focus face = focus.reduced(REDUCTION);
        SplittableRandom chance = new SplittableRandom(seed.value());
        double poolU = 0.25 + 0.7 * (chance.nextDouble() - 0.3);
        double poolV = 0.35 + 0.5 * (chance.nextDouble() - 0.5);
        double reach = Math.max(1.9, 0.42 * Math.max(w, h) / face.faceWidth()) * (0.9 + 0.25 * chance.nextDouble());
        double graze = 0.05 + 0.07 * chance.nextDouble();
        Noise roll = new Noise(seed.value(), 1);
        Raster small = Raster.blank(w, h, 3);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    double u = face.u(x + 0.5);
                    double v = face.v(y + 0.5);
                    double square = ((u - poolU) * (u - poolU) + 0.8 * (v - poolV) * (v - poolV)) / (reach * reach);
                    double light = 0.26 + 0.74 / Math.pow(1 + square, 1.5);
                    light *= 1 - graze * Math.tanh(u / reach);
                    light *= 1 + 0.03 * roll.clouds(u * 0.5, v * 0.35, 2, 0.5);
                    PAPER.times(light * 0.72).store(small.data(), small.at(x, y));
                }
            }
        });
        return Lens.develop(small, width, height, seed.value());
    }
}
