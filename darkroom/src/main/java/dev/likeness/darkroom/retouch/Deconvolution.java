package dev.likeness.darkroom.retouch;

/**
 * Richardson-Lucy (Richardson 1972, Lucy 1974) on a strip of a picture, small enough to stay in the processor's cache:
 * the estimate is multiplied by the blurred ratio of what was seen to what the estimate would look like. Edges are
 * mirrored. One strip at a time; the arrays are reused.
 */
final class Deconvolution {
    /** Iterations: more of them sharpen noise (by eye). */
    private static final int STEPS = 6;
    /** Reach of a kernel in standard deviations: 0.1 % of a Gaussian lies beyond. */
    private static final double KERNEL_REACH = 3.2;
    /** The widest kernel that {@link #blur} is used with, as a multiple of the spread that is undone. */
    private static final double WIDEST = 1.5;

    private final int width;
    private final float[] spread;
    private final float[][] estimate;
    private final float[][] blurred;
    private final float[][] between;
    private final float[] padded;
    private final float[] left;
    private final float[] right;

    /**
     * @param height most rows at a time
     * @param sigma  of the spread that is undone, pixels; kernels of up to 1.5 times its reach can be used
     */
    Deconvolution(int width, int height, double sigma) {
        this.width = width;
        spread = kernel(sigma);
        estimate = new float[height][width];
        blurred = new float[height][width];
        between = new float[height][width];
        padded = new float[width + 2 * kernel(WIDEST * sigma).length];
        left = new float[width];
        right = new float[width];
    }

    /** Half of a Gaussian, from its middle outwards. */
    static float[] kernel(double sigma) {
        float[] half = new float[(int) Math.ceil(KERNEL_REACH * sigma) + 1];
        double sum = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i < half.length; i++) {
            half[i] /= (float) sum;
        }
        return half;
    }

    /**
     * @param seen rows of samples above 0
     * @return the sharpened rows, until the next call
     */
    float[][] sharpen(float[][] seen) {
        int rows = seen.length;
        for (int y = 0; y < rows; y++) {
            System.arraycopy(seen[y], 0, estimate[y], 0, width);
        }
        for (int step = 0; step < STEPS; step++) {
            blur(estimate, spread, rows, blurred);
            for (int y = 0; y < rows; y++) {
                divide(seen[y], blurred[y]);
            }
            blur(blurred, spread, rows, blurred);
            for (int y = 0; y < rows; y++) {
                multiply(estimate[y], blurred[y]);
            }
        }
        return estimate;
    }

    private static void divide(float[] dividend, float[] divisor) {
        for (int i = 0; i < divisor.length; i++) {
            divisor[i] = dividend[i] / divisor[i];
        }
    }

    private static void multiply(float[] product, float[] factor) {
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor[i];
        }
    }

    /** Blurs rows by a half kernel; source and result may be the same. */
    void blur(float[][] source, float[] half, int rows, float[][] result) {
        int reach = half.length - 1;
        for (int y = 0; y < rows; y++) {
            float[] row = source[y];
            System.arraycopy(row, 0, padded, reach, width);
            for (int i = 1; i <= reach; i++) {
                padded[reach - i] = row[mirrored(-i, width)];
                padded[reach + width - 1 + i] = row[mirrored(width - 1 + i, width)];
            }
            scale(row, half[0], between[y]);
            for (int t = 1; t <= reach; t++) {
                // Shifted copies: loops of one index are all that the compiler turns into vector instructions.
                System.arraycopy(padded, reach - t, left, 0, width);
                System.arraycopy(padded, reach + t, right, 0, width);
                add(between[y], left, right, half[t]);
            }
        }
        for (int y = 0; y < rows; y++) {
            scale(between[y], half[0], result[y]);
            for (int t = 1; t <= reach; t++) {
                add(result[y], between[mirrored(y - t, rows)], between[mirrored(y + t, rows)], half[t]);
            }
        }
    }

    private static int mirrored(int place, int length) {
        int inside = place < 0 ? -place : place < length ? place : 2 * (length - 1) - place;
        return Math.clamp(inside, 0, length - 1);
    }

    private static void scale(float[] row, float factor, float[] result) {
        for (int x = 0; x < result.length; x++) {
            result[x] = factor * row[x];
        }
    }

    private static void add(float[] sum, float[] one, float[] two, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * (one[x] + two[x]);
        }
    }
}
