package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Closed-form matting (Levin, Lischinski, Weiss 2008) without a sparse matrix.
 *
 * <p>The cost says: within every small window, alpha is a linear function of colour. Its Laplacian applied to a field p
 * needs only box means (He, Sun, Tang 2010): with mean and covariance of the colours I in each window,
 * {@code a = (Cov + eps)^-1 (mean(I p) - mean(I) mean(p))}, {@code b = mean(p) - a . mean(I)} and
 * {@code L p = p - (mean(a) . I + mean(b))}. So one conjugate-gradient step costs two four-channel box filters and two
 * passes over memory, whatever the picture holds. Solves {@code (L + D) alpha = D target} with Jacobi preconditioning.
 */
final class MattingLaplacian {
    private static final int RADIUS = 2;
    private static final float EPSILON = 1e-4f;
    private static final double TOLERANCE = 1e-4;

    private final Raster colours;
    /** Per pixel: mean B, G, R, then the inverse covariance's bb, bg, br, gg, gr, rr. */
    private final float[] window;
    private final int size;
    private final int width;
    private final int height;

    /** @param colours three channels, 0 to 1 */
    MattingLaplacian(Raster colours) {
        this.colours = colours;
        width = colours.width();
        height = colours.height();
        size = width * height;
        window = new float[9 * size];
        measureWindows();
    }

    private void measureWindows() {
        float[] c = colours.data();
        Raster products = Raster.blank(width, height, 9);
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float b = c[3 * i];
                float g = c[3 * i + 1];
                float r = c[3 * i + 2];
                float[] p = products.data();
                int k = 9 * i;
                p[k] = b;
                p[k + 1] = g;
                p[k + 2] = r;
                p[k + 3] = b * b;
                p[k + 4] = b * g;
                p[k + 5] = b * r;
                p[k + 6] = g * g;
                p[k + 7] = g * r;
                p[k + 8] = r * r;
            }
        });
        float[] m = box(products).data();
        Rows.parallel(height, (from, to) -> {
            for (int k = 9 * from * width; k < 9 * to * width; k += 9) {
                double b = m[k];
                double g = m[k + 1];
                double r = m[k + 2];
                double bb = m[k + 3] - b * b + EPSILON;
                double bg = m[k + 4] - b * g;
                double br = m[k + 5] - b * r;
                double gg = m[k + 6] - g * g + EPSILON;
                double gr = m[k + 7] - g * r;
                double rr = m[k + 8] - r * r + EPSILON;
                double ibb = gg * rr - gr * gr;
                double ibg = br * gr - bg * rr;
                double ibr = bg * gr - br * gg;
                double det = 1 / (bb * ibb + bg * ibg + br * ibr);
                window[k] = (float) b;
                window[k + 1] = (float) g;
                window[k + 2] = (float) r;
                window[k + 3] = (float) (ibb * det);
                window[k + 4] = (float) (ibg * det);
                window[k + 5] = (float) (ibr * det);
                window[k + 6] = (float) ((bb * rr - br * br) * det);
                window[k + 7] = (float) ((bg * br - bb * gr) * det);
                window[k + 8] = (float) ((bb * gg - bg * bg) * det);
            }
        });
    }

    /**
     * Alpha that is linear in colour locally and close to {@code target} where {@code weight} is large.
     *
     * @param target one value a pixel, 0 to 1; also where the search starts
     * @param weight how firmly each pixel is held at its target: about 20 for known ones, 0.05 for unknown ones
     * @return one value a pixel, not clipped
     */
    float[] solve(float[] target, float[] weight, int iterations) {
        float[] x = target.clone();
        float[] residual = new float[size];
        float[] direction = new float[size];
        float[] image = new float[size];
        float[] precondition = new float[size];
        apply(x, weight, image);
        double norm = 0;
        for (int i = 0; i < size; i++) {
            precondition[i] = 1 / (weight[i] + 0.9f);
            residual[i] = weight[i] * target[i] - image[i];
            norm += (double) weight[i] * target[i] * weight[i] * target[i];
            direction[i] = precondition[i] * residual[i];
        }
        double rho = dot(residual, direction);
        for (int k = 0; k < iterations && rho > TOLERANCE * TOLERANCE * norm * 1e-2; k++) {
            apply(direction, weight, image);
            float step = (float) (rho / dot(direction, image));
            Rows.parallel(height, (from, to) -> {
                for (int i = from * width; i < to * width; i++) {
                    x[i] += step * direction[i];
                    residual[i] -= step * image[i];
                    image[i] = precondition[i] * residual[i];
                }
            });
            double next = dot(residual, image);
            float turn = (float) (next / rho);
            rho = next;
            Rows.parallel(height, (from, to) -> {
                for (int i = from * width; i < to * width; i++) {
                    direction[i] = image[i] + turn * direction[i];
                }
            });
        }
        return x;
    }

    /** {@code result = (L + D) p}. */
    private void apply(float[] p, float[] weight, float[] result) {
        float[] c = colours.data();
        Raster moments = Raster.blank(width, height, 4);
        float[] q = moments.data();
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float v = p[i];
                q[4 * i] = c[3 * i] * v;
                q[4 * i + 1] = c[3 * i + 1] * v;
                q[4 * i + 2] = c[3 * i + 2] * v;
                q[4 * i + 3] = v;
            }
        });
        float[] m = box(moments).data();
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                int w = 9 * i;
                float mean = m[4 * i + 3];
                float b = m[4 * i] - window[w] * mean;
                float g = m[4 * i + 1] - window[w + 1] * mean;
                float r = m[4 * i + 2] - window[w + 2] * mean;
                float ab = window[w + 3] * b + window[w + 4] * g + window[w + 5] * r;
                float ag = window[w + 4] * b + window[w + 6] * g + window[w + 7] * r;
                float ar = window[w + 5] * b + window[w + 7] * g + window[w + 8] * r;
                q[4 * i] = ab;
                q[4 * i + 1] = ag;
                q[4 * i + 2] = ar;
                q[4 * i + 3] = mean - ab * window[w] - ag * window[w + 1] - ar * window[w + 2];
            }
        });
        float[] s = box(moments).data();
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float fitted = s[4 * i] * c[3 * i] + s[4 * i + 1] * c[3 * i + 1] + s[4 * i + 2] * c[3 * i + 2]
                        + s[4 * i + 3];
                result[i] = (1 + weight[i]) * p[i] - fitted;
            }
        });
    }

    private static Raster box(Raster source) {
        try (Mat mat = source.toMat(); Mat blurred = Filters.box(mat, RADIUS)) {
            return Raster.of(blurred);
        }
    }

    /** Summed row by row and then over the rows, so that the result does not depend on the number of threads. */
    private double dot(float[] a, float[] b) {
        double[] rows = new double[height];
        IntStream.range(0, height).parallel().forEach(y -> {
            double sum = 0;
            for (int i = y * width; i < (y + 1) * width; i++) {
                sum += (double) a[i] * b[i];
            }
            rows[y] = sum;
        });
        double total = 0;
        for (double row : rows) {
            total += row;
        }
        return total;
    }
}
