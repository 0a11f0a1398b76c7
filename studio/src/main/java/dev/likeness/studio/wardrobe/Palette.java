package dev.likeness.studio.wardrobe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The main colours of a set of pixels: k-means (Lloyd 1982) in the space of {@link Figure#colour}, started from the
 * colours farthest apart, so that the result is deterministic.
 *
 * @param centres three samples each
 */
record Palette(List<float[]> centres) {
    private static final int ROUNDS = 8;
    /** Approximate number of pixels that are used. */
    private static final int ENOUGH = 2000;

    /**
     * @param set      of the figure's pixels; not empty
     * @param most     at most this many colours
     * @param distinct least distance between the colours
     */
    static Palette of(Figure figure, BitSet set, int most, double distinct) {
        int step = Math.max(1, set.cardinality() / ENOUGH);
        int[] all = set.stream().toArray();
        int[] pixels = IntStream.range(0, all.length / step).map(i -> all[i * step]).toArray();
        List<float[]> centres = spread(figure, pixels, most, distinct);
        for (int round = 0; round < ROUNDS; round++) {
            double[][] sums = new double[centres.size()][4];
            for (int pixel : pixels) {
                double[] sum = sums[nearest(figure, pixel, centres)];
                sum[3]++;
                for (int c = 0; c < 3; c++) {
                    sum[c] += figure.colour().data()[3 * pixel + c];
                }
            }
            for (int k = 0; k < sums.length; k++) {
                for (int c = 0; c < 3 && sums[k][3] > 0; c++) {
                    centres.get(k)[c] = (float) (sums[k][c] / sums[k][3]);
                }
            }
        }
        return new Palette(centres);
    }

    /** Index of the colour nearest to a pixel. */
    int nearest(Figure figure, int pixel) {
        return nearest(figure, pixel, centres);
    }

    /** Distance of a pixel to the nearest colour. */
    double distance(Figure figure, int pixel) {
        return distance(figure, pixel, centres.get(nearest(figure, pixel)));
    }

    /** Distance between two of the colours. */
    double between(int j, int k) {
        float[] p = centres.get(j);
        float[] q = centres.get(k);
        return Math.sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) + (p[2] - q[2]) * (p[2] - q[2]));
    }

    /** The same without lightness: near 0 for the same cloth in light and in shade. */
    double hueBetween(int j, int k) {
        float[] p = centres.get(j);
        float[] q = centres.get(k);
        return Math.hypot(p[1] - q[1], p[2] - q[2]);
    }

    private static List<float[]> spread(Figure figure, int[] pixels, int most, double distinct) {
        List<float[]> centres = new ArrayList<>();
        int next = pixels[pixels.length / 2];
        double farthest = Double.MAX_VALUE;
        while (centres.size() < most && farthest > distinct) {
            centres.add(Arrays.copyOfRange(figure.colour().data(), 3 * next, 3 * next + 3));
            farthest = 0;
            for (int pixel : pixels) {
                double d = distance(figure, pixel, centres.get(nearest(figure, pixel, centres)));
                if (d > farthest) {
                    farthest = d;
                    next = pixel;
                }
            }
        }
        return centres;
    }

    private static int nearest(Figure figure, int pixel, List<float[]> centres) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < centres.size(); k++) {
            double d = distance(figure, pixel, centres.get(k));
            if (d < least) {
                least = d;
                best = k;
            }
        }
        return best;
    }

    private static double distance(Figure figure, int pixel, float[] centre) {
        float[] colour = figure.colour().data();
        float p = colour[3 * pixel] - centre[0];
        float q = colour[3 * pixel + 1] - centre[1];
        float r = colour[3 * pixel + 2] - centre[2];
        return Math.sqrt(p * p + q * q + r * r);
    }
}
