package dev.likeness.imaging.raster;

import java.util.Arrays;

/**
 * Reduction by the mean over the area that each new pixel covers, parts of pixels counted in proportion. It never
 * aliases, and as rows go through it from top to bottom it needs two rows of sums beside its result. Weights are
 * fixed-point: 256 for a whole pixel along each side.
 */
final class AreaAverage {
    private static final int WHOLE = 256;

    private final int fromWidth;
    private final int fromHeight;
    private final int width;
    private final int height;
    private final byte[] result;
    private final int[] across;
    private final long[] sums;
    private int row;
    private int y;

    /** Both sides of the result must be at most those of the source. */
    AreaAverage(int fromWidth, int fromHeight, int width, int height) {
        this.fromWidth = fromWidth;
        this.fromHeight = fromHeight;
        this.width = width;
        this.height = height;
        this.result = new byte[width * height * 3];
        this.across = new int[width * 3];
        this.sums = new long[width * 3];
    }

    /** Takes the next row, {@code fromWidth * 3} bytes. */
    void add(byte[] line) {
        averageAcross(line);
        long low = (long) row * WHOLE;
        long high = low + WHOLE;
        row++;
        while (y < height) {
            long top = edge(y, fromHeight, height);
            long bottom = edge(y + 1, fromHeight, height);
            long weight = Math.min(high, bottom) - Math.max(low, top);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += across[i] * weight;
            }
            if (bottom > high) {
                return;
            }
            finishRow((bottom - top) * WHOLE);
            if (bottom == high) {
                return;
            }
        }
    }

    /** The reduced picture, {@code width * height * 3} bytes, once all rows were taken. */
    byte[] result() {
        return result;
    }

    private void finishRow(long area) {
        for (int i = 0, to = y * width * 3; i < sums.length; i++, to++) {
            result[to] = (byte) ((sums[i] + area / 2) / area);
        }
        Arrays.fill(sums, 0);
        y++;
    }

    /** Means along a row, with eight bits after the point. */
    private void averageAcross(byte[] line) {
        for (int x = 0; x < width; x++) {
            long left = edge(x, fromWidth, width);
            long right = edge(x + 1, fromWidth, width);
            long blue = 0;
            long green = 0;
            long red = 0;
            for (int column = (int) (left / WHOLE); column * (long) WHOLE < right; column++) {
                long weight = overlap(column, left, right);
                blue += (line[column * 3] & 0xff) * weight;
                green += (line[column * 3 + 1] & 0xff) * weight;
                red += (line[column * 3 + 2] & 0xff) * weight;
            }
            long length = right - left;
            across[x * 3] = (int) ((blue * WHOLE + length / 2) / length);
            across[x * 3 + 1] = (int) ((green * WHOLE + length / 2) / length);
            across[x * 3 + 2] = (int) ((red * WHOLE + length / 2) / length);
        }
    }

    private static long edge(int index, int from, int to) {
        return (long) index * from * WHOLE / to;
    }

    private static long overlap(int index, long low, long high) {
        return Math.min((index + 1L) * WHOLE, high) - Math.max((long) index * WHOLE, low);
    }
}
