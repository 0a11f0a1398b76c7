package dev.likeness.imaging;

import java.util.Arrays;

/**
 * Reduction by the mean over the area that each new pixel covers, parts of pixels counted in proportion. It never
 * aliases, and as it works down the picture row by row it needs two rows of sums beside its input and output.
 * Weights are fixed-point: 256 for a whole pixel along each side, so that a sum over the 10x10 pixels at most that a
 * new pixel covers here stays far below 2^31.
 */
final class AreaAverage {
    private static final int WHOLE = 256;

    private AreaAverage() {}

    /** @return {@code width * height * 3} bytes; both sides must be at most those of the source */
    static byte[] reduce(PixelRows source, int width, int height) {
        byte[] result = new byte[width * height * 3];
        byte[] line = new byte[source.width() * 3];
        int[] across = new int[width * 3];
        long[] sums = new long[width * 3];
        int loaded = -1;
        for (int y = 0; y < height; y++) {
            long top = edge(y, source.height(), height);
            long bottom = edge(y + 1, source.height(), height);
            Arrays.fill(sums, 0);
            for (int row = (int) (top / WHOLE); row * (long) WHOLE < bottom; row++) {
                if (row != loaded) {
                    source.copy(row, line, 0);
                    averageAcross(line, across, source.width(), width);
                    loaded = row;
                }
                long weight = overlap(row, top, bottom);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += across[i] * weight;
                }
            }
            long area = (bottom - top) * WHOLE;
            for (int i = 0, to = y * width * 3; i < sums.length; i++, to++) {
                result[to] = (byte) ((sums[i] + area / 2) / area);
            }
        }
        return result;
    }

    /** Means along a row, with eight bits after the point. */
    private static void averageAcross(byte[] line, int[] across, int from, int to) {
        for (int x = 0; x < to; x++) {
            long left = edge(x, from, to);
            long right = edge(x + 1, from, to);
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
