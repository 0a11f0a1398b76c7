package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Raster;

/**
 * A closed line in pixels. Painting gives every pixel the exact share of its area that lies inside: for each edge the
 * signed area between it and the right border is added up row by row (Raph Levien, font-rs, 2016).
 *
 * @param x of the corners
 * @param y of the corners
 */
@SuppressWarnings("ArrayRecordComponent") // made to be painted: never compared
record Polygon(double[] x, double[] y) {
    /** Points of the curve between two corners. */
    private static final int STEPS = 6;

    /** The closed curve through some points (Catmull and Rom 1974). */
    static Polygon smooth(double[] x, double[] y) {
        int n = x.length;
        double[] curveX = new double[n * STEPS];
        double[] curveY = new double[n * STEPS];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < STEPS; k++) {
                double t = (double) k / STEPS;
                curveX[i * STEPS + k] = curve(x[(i + n - 1) % n], x[i], x[(i + 1) % n], x[(i + 2) % n], t);
                curveY[i * STEPS + k] = curve(y[(i + n - 1) % n], y[i], y[(i + 1) % n], y[(i + 2) % n], t);
            }
        }
        return new Polygon(curveX, curveY);
    }

    private static double curve(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    /** Raises each sample of {@code mask} to the share of the pixel that lies inside, where that is more. */
    void paint(Raster mask) {
        int left = mask.width();
        int right = 0;
        int top = mask.height();
        int bottom = 0;
        for (int i = 0; i < x.length; i++) {
            left = Math.min(left, (int) Math.floor(x[i]));
            right = Math.max(right, (int) Math.ceil(x[i]));
            top = Math.min(top, (int) Math.floor(y[i]));
            bottom = Math.max(bottom, (int) Math.ceil(y[i]));
        }
        left = Math.max(0, left);
        top = Math.max(0, top);
        right = Math.min(mask.width(), right);
        bottom = Math.min(mask.height(), bottom);
        if (left >= right || top >= bottom) {
            return;
        }
        int width = right - left;
        // One more column takes what lies to the right of the last pixel.
        float[] sums = new float[(width + 2) * (bottom - top)];
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            edge(sums, width, bottom - top, x[i] - left, y[i] - top, x[next] - left, y[next] - top);
        }
        for (int row = 0; row < bottom - top; row++) {
            float area = 0;
            for (int column = 0; column < width; column++) {
                area += sums[row * (width + 2) + column];
                int i = mask.at(left + column, top + row);
                mask.data()[i] = Math.max(mask.data()[i], Math.min(1, Math.abs(area)));
            }
        }
    }

    private static void edge(float[] sums, int width, int height, double x0, double y0, double x1, double y1) {
        if (y0 == y1) {
            return;
        }
        double sign = y0 < y1 ? 1 : -1;
        double fromY = Math.max(0, Math.min(y0, y1));
        double toY = Math.min(height, Math.max(y0, y1));
        double slope = (x1 - x0) / (y1 - y0);
        for (int row = (int) fromY; row < toY; row++) {
            double a = Math.max(fromY, row);
            double b = Math.min(toY, row + 1);
            double xa = Math.clamp(x0 + (a - y0) * slope, 0, width);
            double xb = Math.clamp(x0 + (b - y0) * slope, 0, width);
            span(sums, row * (width + 2), sign * (b - a), Math.min(xa, xb), Math.max(xa, xb));
        }
    }

    /** A piece of an edge inside one row: {@code height} of it, from {@code from} to {@code to}. */
    private static void span(float[] sums, int row, double height, double from, double to) {
        int first = (int) from;
        int last = (int) Math.ceil(to);
        if (last <= first + 1) {
            double middle = (from + to) / 2 - first;
            sums[row + first] += (float) (height * (1 - middle));
            sums[row + first + 1] += (float) (height * middle);
            return;
        }
        double each = 1 / (to - from);
        double before = 0;
        for (int column = first; column < last; column++) {
            // Share of the piece's height that lies left of this pixel's right border, less what it covers inside it.
            double end = Math.min(to, column + 1);
            double start = Math.max(from, column);
            double passed = (end - start) * each;
            double inside = passed * (column + 1 - (start + end) / 2);
            sums[row + column] += (float) (height * (before + inside));
            before = passed - inside;
        }
        sums[row + last] += (float) (height * before);
    }
}
