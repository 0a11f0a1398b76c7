package dev.likeness.darkroom.pixel;

import java.util.stream.IntStream;

/**
 * Splits a picture's rows among the processor's cores. Each row is computed by the same code whatever the number of
 * threads, so results do not depend on it.
 */
public final class Rows {
    /** Rows in one piece of work: small enough to share evenly, large enough to pay. */
    private static final int BAND = 32;

    private Rows() {}

    /** Work on rows {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface Band {
        void run(int from, int to);
    }

    /** Runs {@code work} over all rows in bands, in parallel. Bands must not write to each other's pixels. */
    public static void parallel(int height, Band work) {
        parallel(height, BAND, work);
    }

    /** The same in bands of {@code rows}, where a band has costs of its own. */
    public static void parallel(int height, int rows, Band work) {
        int bands = (height + rows - 1) / rows;
        IntStream.range(0, bands).parallel()
                .forEach(band -> work.run(band * rows, Math.min(height, (band + 1) * rows)));
    }
}
