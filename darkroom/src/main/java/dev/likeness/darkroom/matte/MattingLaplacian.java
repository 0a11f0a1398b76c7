package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Closed-form matting (Levin, Lischinski, Weiss 2008) without a sparse matrix, on the unknown part of a picture.
 *
 * <p>The cost says: within every small window, alpha is a linear function of colour. Its Laplacian applied to a field p
 * needs only box means (He, Sun, Tang 2010): with mean and covariance of the colours I in each window,
 * {@code a = (Cov + eps)^-1 (mean(I p) - mean(I) mean(p))}, {@code b = mean(p) - a . mean(I)} and
 * {@code L p = p - (mean(a) . I + mean(b))}. Solves {@code (L + D) alpha = D target} for the unknown pixels by
 * conjugate gradients with Jacobi preconditioning; known ones stay at their target.
 *
 * <p>The unknown pixels are a band along a contour, so the picture is cut into tiles and only those with unknown
 * pixels are worked on, each in buffers that fit the processor's cache. Sums go tile by tile, so that the result does
 * not depend on the number of threads.
 */
final class MattingLaplacian {
    private static final int RADIUS = 2;
    private static final int WINDOW = 2 * RADIUS + 1;
    private static final float EPSILON = 1e-4f;
    private static final double TOLERANCE = 1e-4;
    /** Side of a tile, of its windows' centres and of all pixels that those see. */
    private static final int TILE = 48;
    private static final int CENTRES = TILE + 2 * RADIUS;
    private static final int SEEN = CENTRES + 2 * RADIUS;

    private final Raster colours;
    private final int width;
    private final int height;

    /** @param colours three channels, 0 to 1 */
    MattingLaplacian(Raster colours) {
        this.colours = colours;
        width = colours.width();
        height = colours.height();
    }

    /**
     * Alpha that is linear in colour locally and close to {@code target} where {@code weight} is large.
     *
     * @param target one value a pixel, 0 to 1; also where the search starts
     * @param weight how firmly each pixel is held at its target; from {@link Trimap#SURE} on it is known
     * @return one value a pixel, not clipped
     */
    float[] solve(float[] target, float[] weight, int iterations) {
        List<Tile> tiles = new ArrayList<>();
        for (int y = 0; y < height; y += TILE) {
            for (int x = 0; x < width; x += TILE) {
                Tile tile = new Tile(x, y, target, weight);
                if (tile.unknown()) {
                    tiles.add(tile);
                }
            }
        }
        float[] alpha = target.clone();
        float[] direction = new float[target.length];
        IntStream.range(0, tiles.size()).parallel().forEach(k -> tiles.get(k).measure());
        double norm = sum(tiles, tile -> tile.start(alpha));
        double rho = sum(tiles, tile -> tile.turn(direction, 0));
        for (int k = 0; k < iterations && rho > TOLERANCE * TOLERANCE * norm; k++) {
            double step = rho / sum(tiles, tile -> tile.image(direction));
            double next = sum(tiles, tile -> tile.advance(alpha, direction, (float) step));
            float keep = (float) (next / rho);
            sum(tiles, tile -> tile.turn(direction, keep));
            rho = next;
        }
        return alpha;
    }

    private static double sum(List<Tile> tiles, ToDoubleFunction<Tile> part) {
        double[] parts = new double[tiles.size()];
        IntStream.range(0, parts.length).parallel().forEach(k -> parts[k] = part.applyAsDouble(tiles.get(k)));
        double total = 0;
        for (double value : parts) {
            total += value;
        }
        return total;
    }

    /** A square of the picture: its part of all vectors of the conjugate gradients. Borders repeat the last pixel. */
    private final class Tile {
        private final int left;
        private final int top;
        /** Held values, TILE x TILE; unknown pixels only, a weight of -1 says known. */
        private final float[] weight = new float[TILE * TILE];
        private final float[] residual = new float[TILE * TILE];
        private final float[] image = new float[TILE * TILE];
        private final boolean any;
        /** Planes B, G, R of all pixels seen. */
        private float[] seen = new float[0];
        /** Per window, in planes: mean B, G, R, then the inverse covariance's bb, bg, br, gg, gr, rr. */
        private float[] windows = new float[0];

        Tile(int left, int top, float[] target, float[] weights) {
            this.left = left;
            this.top = top;
            boolean found = false;
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    boolean inside = left + x < width && top + y < height;
                    int at = (top + y) * width + left + x;
                    boolean open = inside && weights[at] < Trimap.SURE;
                    weight[y * TILE + x] = open ? weights[at] : -1;
                    found |= open;
                }
            }
            any = found;
        }

        boolean unknown() {
            return any;
        }

        /** Colours and window statistics. */
        void measure() {
            seen = new float[3 * SEEN * SEEN];
            float[] c = colours.data();
            for (int y = 0; y < SEEN; y++) {
                for (int x = 0; x < SEEN; x++) {
                    int from = 3 * at(x, y);
                    int to = y * SEEN + x;
                    seen[to] = c[from];
                    seen[SEEN * SEEN + to] = c[from + 1];
                    seen[2 * SEEN * SEEN + to] = c[from + 2];
                }
            }
            int plane = CENTRES * CENTRES;
            windows = new float[9 * plane];
            float[] product = new float[SEEN * SEEN];
            float[] rows = new float[SEEN * CENTRES];
            int next = 3;
            for (int i = 0; i < 3; i++) {
                mean(seen, i * SEEN * SEEN, SEEN, rows, windows, i * plane, CENTRES);
                for (int j = i; j < 3; j++) {
                    for (int k = 0; k < product.length; k++) {
                        product[k] = seen[i * SEEN * SEEN + k] * seen[j * SEEN * SEEN + k];
                    }
                    mean(product, 0, SEEN, rows, windows, next++ * plane, CENTRES);
                }
            }
            for (int k = 0; k < plane; k++) {
                invert(k, plane);
            }
        }

        private void invert(int k, int plane) {
            double b = windows[k];
            double g = windows[plane + k];
            double r = windows[2 * plane + k];
            double bb = windows[3 * plane + k] - b * b + EPSILON;
            double bg = windows[4 * plane + k] - b * g;
            double br = windows[5 * plane + k] - b * r;
            double gg = windows[6 * plane + k] - g * g + EPSILON;
            double gr = windows[7 * plane + k] - g * r;
            double rr = windows[8 * plane + k] - r * r + EPSILON;
            double ibb = gg * rr - gr * gr;
            double ibg = br * gr - bg * rr;
            double ibr = bg * gr - br * gg;
            double det = 1 / (bb * ibb + bg * ibg + br * ibr);
            windows[3 * plane + k] = (float) (ibb * det);
            windows[4 * plane + k] = (float) (ibg * det);
            windows[5 * plane + k] = (float) (ibr * det);
            windows[6 * plane + k] = (float) ((bb * rr - br * br) * det);
            windows[7 * plane + k] = (float) ((bg * br - bb * gr) * det);
            windows[8 * plane + k] = (float) ((bb * gg - bg * bg) * det);
        }

        /** First residual, that of the Laplacian at the targets. Returns its square norm. */
        double start(float[] alpha) {
            apply(alpha, image);
            double norm = 0;
            for (int i = 0; i < weight.length; i++) {
                residual[i] = weight[i] < 0 ? 0 : -image[i];
                norm += weight[i] < 0 ? 0 : 1;
            }
            return norm;
        }

        /** New search direction: the preconditioned residual and {@code keep} of the last one. Returns their product. */
        double turn(float[] direction, float keep) {
            double rho = 0;
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    int i = y * TILE + x;
                    if (weight[i] >= 0) {
                        int to = (top + y) * width + left + x;
                        float step = residual[i] / (weight[i] + 0.9f);
                        direction[to] = step + keep * direction[to];
                        rho += (double) step * residual[i];
                    }
                }
            }
            return rho;
        }

        /** The direction under the system's matrix; returns its product with the direction. */
        double image(float[] direction) {
            apply(direction, image);
            double product = 0;
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    int i = y * TILE + x;
                    if (weight[i] >= 0) {
                        float d = direction[(top + y) * width + left + x];
                        image[i] += weight[i] * d;
                        product += (double) image[i] * d;
                    }
                }
            }
            return product;
        }

        /** One step along the direction; returns the new residual's preconditioned square norm. */
        double advance(float[] alpha, float[] direction, float step) {
            double rho = 0;
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    int i = y * TILE + x;
                    if (weight[i] >= 0) {
                        int to = (top + y) * width + left + x;
                        alpha[to] += step * direction[to];
                        residual[i] -= step * image[i];
                        rho += (double) residual[i] * residual[i] / (weight[i] + 0.9f);
                    }
                }
            }
            return rho;
        }

        /** {@code result = L field} on this tile. */
        private void apply(float[] field, float[] result) {
            float[] p = new float[SEEN * SEEN];
            for (int y = 0; y < SEEN; y++) {
                for (int x = 0; x < SEEN; x++) {
                    p[y * SEEN + x] = field[at(x, y)];
                }
            }
            int plane = CENTRES * CENTRES;
            int seenPlane = SEEN * SEEN;
            float[] means = new float[4 * plane];
            float[] product = new float[seenPlane];
            float[] rows = new float[SEEN * CENTRES];
            for (int c = 0; c < 3; c++) {
                for (int k = 0; k < seenPlane; k++) {
                    product[k] = seen[c * seenPlane + k] * p[k];
                }
                mean(product, 0, SEEN, rows, means, c * plane, CENTRES);
            }
            mean(p, 0, SEEN, rows, means, 3 * plane, CENTRES);
            for (int k = 0; k < plane; k++) {
                float m = means[3 * plane + k];
                float b = means[k] - windows[k] * m;
                float g = means[plane + k] - windows[plane + k] * m;
                float r = means[2 * plane + k] - windows[2 * plane + k] * m;
                float bg = windows[4 * plane + k];
                float br = windows[5 * plane + k];
                float gr = windows[7 * plane + k];
                float ab = windows[3 * plane + k] * b + bg * g + br * r;
                float ag = bg * b + windows[6 * plane + k] * g + gr * r;
                float ar = br * b + gr * g + windows[8 * plane + k] * r;
                means[k] = ab;
                means[plane + k] = ag;
                means[2 * plane + k] = ar;
                means[3 * plane + k] = m - ab * windows[k] - ag * windows[plane + k] - ar * windows[2 * plane + k];
            }
            float[] fitted = new float[4 * TILE * TILE];
            for (int c = 0; c < 4; c++) {
                mean(means, c * plane, CENTRES, rows, fitted, c * TILE * TILE, TILE);
            }
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    int i = y * TILE + x;
                    int s = (y + 2 * RADIUS) * SEEN + x + 2 * RADIUS;
                    result[i] = p[s] - fitted[i] * seen[s] - fitted[TILE * TILE + i] * seen[seenPlane + s]
                            - fitted[2 * TILE * TILE + i] * seen[2 * seenPlane + s] - fitted[3 * TILE * TILE + i];
                }
            }
        }

        /** Where a seen pixel lies in the picture, or the nearest that does. */
        private int at(int x, int y) {
            return Math.clamp(top + y - 2 * RADIUS, 0, height - 1) * width
                    + Math.clamp(left + x - 2 * RADIUS, 0, width - 1);
        }
    }

    /** Means over full windows: a plane of {@code side} squared becomes one of {@code inner = side - 2 RADIUS}. */
    private static void mean(float[] from, int offset, int side, float[] rows, float[] to, int start, int inner) {
        for (int y = 0; y < side; y++) {
            int a = offset + y * side;
            for (int x = 0; x < inner; x++) {
                rows[y * inner + x] = from[a + x] + from[a + x + 1] + from[a + x + 2] + from[a + x + 3]
                        + from[a + x + 4];
            }
        }
        float share = 1f / (WINDOW * WINDOW);
        for (int y = 0; y < inner; y++) {
            int a = y * inner;
            int b = start + y * inner;
            for (int x = 0; x < inner; x++) {
                to[b + x] = share * (rows[a + x] + rows[a + inner + x] + rows[a + 2 * inner + x]
                        + rows[a + 3 * inner + x] + rows[a + 4 * inner + x]);
            }
        }
    }
}
