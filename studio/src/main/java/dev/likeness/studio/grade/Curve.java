package dev.likeness.studio.grade;

/**
 * A tone curve through given points, tabulated.
 *
 * <p>
 * Between the points runs the piecewise cubic Hermite interpolant of F. N. Fritsch and J. Butland, "A method for
 * constructing local monotone piecewise cubic interpolants" (SIAM J. Sci. Stat. Comput. 5, 1984): slopes at inner points
 * are weighted harmonic means of the neighbouring secants, so the curve never overshoots and never turns back; a spline
 * would ripple and reverse tones. Input and output are encoded values, 0 to 1.
 */
final class Curve {
    private static final int STEPS = 1024;

    private final float[] table = new float[STEPS + 2];

    private Curve(double[] x, double[] y) {
        double[] slope = slopes(x, y);
        int piece = 0;
        for (int i = 0; i <= STEPS; i++) {
            double at = i / (double) STEPS;
            while (piece < x.length - 2 && at > x[piece + 1]) {
                piece++;
            }
            double h = x[piece + 1] - x[piece];
            double t = (at - x[piece]) / h;
            double u = 1 - t;
            table[i] = (float) (y[piece] * u * u * (1 + 2 * t) + y[piece + 1] * t * t * (3 - 2 * t)
                    + h * (slope[piece] * t * u * u - slope[piece + 1] * t * t * u));
        }
        table[STEPS + 1] = table[STEPS];
    }

    /** A curve through points given as x, y, x, y, …; x from 0 to 1, rising. */
    static Curve through(double... points) {
        double[] x = new double[points.length / 2];
        double[] y = new double[points.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = points[2 * i];
            y[i] = points[2 * i + 1];
        }
        return new Curve(x, y);
    }

    private static double[] slopes(double[] x, double[] y) {
        int n = x.length;
        double[] secant = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            secant[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        }
        double[] slope = new double[n];
        for (int i = 1; i < n - 1; i++) {
            if (secant[i - 1] * secant[i] > 0) {
                double before = x[i] - x[i - 1];
                double after = x[i + 1] - x[i];
                double w1 = 2 * after + before;
                double w2 = after + 2 * before;
                slope[i] = (w1 + w2) / (w1 / secant[i - 1] + w2 / secant[i]);
            }
        }
        slope[0] = end(secant[0], n > 2 ? slope[1] : secant[0]);
        slope[n - 1] = end(secant[n - 2], n > 2 ? slope[n - 2] : secant[n - 2]);
        return slope;
    }

    /** One-sided slope, held within the range that keeps the piece monotone. */
    private static double end(double secant, double inner) {
        double slope = 1.5 * secant - 0.5 * inner;
        return slope * secant <= 0 ? 0 : Math.abs(slope) > 3 * Math.abs(secant) ? 3 * secant : slope;
    }

    /** The curve's value at {@code v}, which is held to 0..1. */
    float at(float v) {
        float position = Math.clamp(v, 0f, 1f) * STEPS;
        int index = (int) position;
        return table[index] + (table[index + 1] - table[index]) * (position - index);
    }
}
