package dev.likeness.studio.rendition;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/** Textures of paper and canvas. They are functions of the place and do not repeat. */
final class Texture {
    private Texture() {}

    /**
     * Gaussian noise with features of about {@code size} pixels, mean 0, standard deviation 1. Noise with large
     * features is made in a small picture and enlarged.
     */
    static Raster noise(int width, int height, double size, Seed seed, int layer) {
        int reduction = Math.max(1, (int) (size / 2.5));
        int w = Math.max(2, width / reduction + 2);
        int h = Math.max(2, height / reduction + 2);
        Raster white = Raster.blank(w, h, 1);
        int salt = (int) (seed.value() * 0x9E3779B1L) + layer * 0x632BE5AB;
        Rows.parallel(h, (from, to) -> {
            for (int i = from * w; i < to * w; i++) {
                white.data()[i] = hash(i, salt) + hash(i, salt + 0x51ED27) - 1;
            }
        });
        double sigma = 0.5 * size / reduction;
        Raster soft = Filters.gauss(white, sigma);
        // Sum of two uniform numbers has variance 1/6; a Gaussian leaves 1 / (4 pi sigma^2) of it.
        float scale = (float) (Math.sqrt(6) * Math.max(1, 2 * Math.sqrt(Math.PI) * sigma));
        for (int i = 0; i < soft.data().length; i++) {
            soft.data()[i] *= scale;
        }
        return reduction == 1
                ? crop(soft, width, height)
                : Filters.enlarged(soft, width, height, Interpolation.CUBIC);
    }

    private static Raster crop(Raster source, int width, int height) {
        Raster result = Raster.blank(width, height, 1);
        for (int y = 0; y < height; y++) {
            System.arraycopy(source.data(), y * source.width(), result.data(), y * width, width);
        }
        return result;
    }

    /** Tooth of rough paper: hills and pits of three sizes, standard deviation about 1. */
    static Raster paper(Portrait portrait, double size) {
        int w = portrait.width();
        int h = portrait.height();
        double grain = Math.max(1.1, size * portrait.unit());
        Raster fine = noise(w, h, grain, portrait.seed(), 11);
        Raster middle = noise(w, h, 2.2 * grain, portrait.seed(), 12);
        Raster wide = noise(w, h, 9 * grain, portrait.seed(), 13);
        Rows.parallel(h, (from, to) -> {
            for (int i = from * w; i < to * w; i++) {
                fine.data()[i] = 0.72f * fine.data()[i] + 0.6f * middle.data()[i] + 0.3f * wide.data()[i];
            }
        });
        return fine;
    }

    /**
     * Linen: threads over and under each other, of uneven thickness.
     *
     * @param pitch distance of two threads, pixels
     * @return height, about -1..1
     */
    static Raster weave(Portrait portrait, double pitch) {
        int w = portrait.width();
        int h = portrait.height();
        Raster sway = noise(w, h, 14 * pitch, portrait.seed(), 21);
        Raster knots = noise(w, h, 1.5 * pitch, portrait.seed(), 22);
        float turn = (float) (Math.PI / pitch);
        Rows.parallel(h, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < w; x++) {
                    int i = y * w + x;
                    float sx = (float) Math.sin(turn * x + 0.9f * sway.data()[i]);
                    float sy = (float) Math.sin(turn * y - 0.9f * sway.data()[i]);
                    knots.data()[i] = sx * sy + 0.35f * knots.data()[i];
                }
            }
        });
        return knots;
    }

    /** 0..1, evenly spread. */
    static float hash(int at, int salt) {
        int h = at * 0x9E3779B1 + salt;
        h = (h ^ (h >>> 15)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return ((h ^ (h >>> 16)) >>> 8) * (1f / (1 << 24));
    }
}
