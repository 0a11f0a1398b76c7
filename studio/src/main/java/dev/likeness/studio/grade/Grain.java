package dev.likeness.studio.grade;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * Film grain: noise in brightness only, of unit variance, fine (0.55 pixels) with a share of clumps (1.1 pixels), as
 * silver grains overlap. A tile of 1024 pixels is laid over the picture; in noise this fine no eye finds the repetition.
 * Every sample is a hash of the seed and its place.
 */
final class Grain {
    private static final int SIDE = 1024;
    private static final float CLUMPS = 0.30f;

    /** Pixels by which the wider filter reaches. */
    private static final int REACH = 4;
    private static final double FINE = 0.55;
    private static final double COARSE = 1.1;

    private final Raster tile;

    private Grain(Raster tile) {
        this.tile = tile;
    }

    /** Grain for a picture; no more of the tile than it shows. */
    static Grain of(Seed seed, int width, int height) {
        double fine = 1 / Math.sqrt(overlap(FINE, FINE));
        double coarse = CLUMPS / Math.sqrt(overlap(COARSE, COARSE));
        double sum = Math.sqrt(1 + CLUMPS * CLUMPS + 2 * fine * coarse * overlap(FINE, COARSE));
        return new Grain(Filters.gaussSum(white(seed, width, height), new Filters.Part(FINE, fine / sum),
                new Filters.Part(COARSE, coarse / sum)));
    }

    /** Noise of one size. */
    static Grain of(Seed seed, int width, int height, double size) {
        double half = 0.5 / Math.sqrt(overlap(size, size));
        return new Grain(Filters.gaussSum(white(seed, width, height), new Filters.Part(size, half),
                new Filters.Part(size, half)));
    }

    private static Raster white(Seed seed, int width, int height) {
        int wide = Math.min(SIDE, width + REACH);
        int high = Math.min(SIDE, height + REACH);
        Raster white = Raster.blank(wide, high, 1);
        float[] data = white.data();
        Rows.parallel(high, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < wide; x++) {
                    data[y * wide + x] = gaussian(seed.value() * 0x9E3779B97F4A7C15L + (long) y * SIDE + x);
                }
            }
        });
        return white;
    }

    /** The covariance of white noise seen through two Gaussian filters. */
    private static double overlap(double one, double two) {
        double[] a = kernel(one);
        double[] b = kernel(two);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum * sum;
    }

    private static double[] kernel(double sigma) {
        double[] kernel = new double[2 * REACH + 1];
        int reach = (int) Math.ceil(4 * sigma - 0.5); // as far as OpenCV's filter for floats goes
        double sum = 0;
        for (int i = -Math.min(reach, REACH); i <= Math.min(reach, REACH); i++) {
            kernel[i + REACH] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + REACH];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** The sum of four uniform numbers is close enough to a normal one. */
    private static float gaussian(long key) {
        long z = (key ^ (key >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        long sum = (z & 0xFFFF) + (z >>> 16 & 0xFFFF) + (z >>> 32 & 0xFFFF) + (z >>> 48);
        return (sum - 131070) * (1.7320508f / 65536);
    }

    /** Adds row {@code y}, {@code strength} times. */
    void add(int y, float strength, float[] row) {
        int at = (y & SIDE - 1) * tile.width();
        for (int from = 0; from < row.length; from += SIDE) {
            for (int x = 0; x < Math.min(SIDE, row.length - from); x++) {
                row[from + x] += strength * tile.data()[at + x];
            }
        }
    }
}
