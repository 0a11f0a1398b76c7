package dev.likeness.studio.grade;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Film grain: noise in brightness only, of unit variance, fine (0.55 pixels) with a share of clumps (1.1 pixels), as
 * silver grains overlap. A tile of 1024 pixels is laid over the picture; in noise this fine no eye finds the repetition.
 * Every sample is a hash of the seed and its place.
 */
final class Grain {
    private static final int SIDE = 1024;
    private static final float CLUMPS = 0.30f;

    private final float[] tile;

    private Grain(float[] tile) {
        this.tile = tile;
    }

    static Grain of(Seed seed) {
        Raster white = Raster.blank(SIDE, SIDE, 1);
        float[] data = white.data();
        Rows.parallel(SIDE, (from, to) -> {
            for (int i = from * SIDE; i < to * SIDE; i++) {
                data[i] = gaussian(seed.value() * 0x9E3779B97F4A7C15L + i);
            }
        });
        try (Mat noise = white.toMat(); Mat fine = Filters.gauss(noise, 0.55); Mat clumps = Filters.gauss(noise, 1.1)) {
            float[] a = unit(Raster.of(fine).data());
            float[] b = unit(Raster.of(clumps).data());
            for (int i = 0; i < a.length; i++) {
                a[i] += CLUMPS * b[i];
            }
            return new Grain(unit(a));
        }
    }

    /** The sum of four uniform numbers is close enough to a normal one. */
    private static float gaussian(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        long sum = (z & 0xFFFF) + (z >>> 16 & 0xFFFF) + (z >>> 32 & 0xFFFF) + (z >>> 48);
        return (sum - 131070) * (1.7320508f / 65536);
    }

    private static float[] unit(float[] samples) {
        double square = 0;
        for (float sample : samples) {
            square += sample * sample;
        }
        float scale = (float) (1 / Math.sqrt(square / samples.length));
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= scale;
        }
        return samples;
    }

    float at(int x, int y) {
        return tile[(y & SIDE - 1) * SIDE + (x & SIDE - 1)];
    }
}
