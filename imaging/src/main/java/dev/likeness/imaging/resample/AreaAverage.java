package dev.likeness.imaging.resample;

import java.util.Arrays;

/**
 * Reduction by the mean over the area that each new pixel covers; pixels that it covers in part count in proportion. It
 * never aliases. Rows go in from top to bottom and reduced rows come out as soon as they are complete, so that the large
 * picture need not be in memory as a whole. Several passes may work on different rows of the same picture in parallel;
 * the result does not depend on how the rows are divided among them.
 */
public final class AreaAverage {
    private final Taps across;
    private final Taps down;
    private final int fromWidth;
    private final int channels;

    /** Both sides of the result must be at most those of the source. */
    public AreaAverage(int fromWidth, int fromHeight, int width, int height, int channels) {
        this.fromWidth = fromWidth;
        this.channels = channels;
        across = Taps.averaging(fromWidth, width);
        down = Taps.averaging(fromHeight, height);
    }

    /** Receives reduced rows. */
    @FunctionalInterface
    public interface Output {
        /**
         * @param y   row of the reduced picture
         * @param row {@code width * channels} samples; used again for the next row
         */
        void row(int y, float[] row);
    }

    /** A pass that makes rows {@code from} to {@code to} (exclusive) of the reduced picture, one after the other. */
    public Pass pass(int from, int to, Output output) {
        return new Pass(from, to, output);
    }

    /** Takes the rows of the source, one after the other, beginning with {@link #first()}. */
    public final class Pass {
        private final int to;
        private final Output output;
        private final float[] sums;
        private final float[] reduced;
        private int y;
        private int sourceRow;

        private Pass(int from, int to, Output output) {
            this.y = from;
            this.to = to;
            this.output = output;
            sums = new float[lineLength()];
            reduced = new float[across.length() * channels];
            sourceRow = down.start(from);
        }

        /** Samples of a row as {@link #add} takes it: a little longer than the picture is wide. */
        public int lineLength() {
            // The taps of the last pixels may reach behind the line, with no weight.
            return (fromWidth + across.count()) * channels;
        }

        /** The first row of the source that this pass needs. */
        public int first() {
            return sourceRow;
        }

        /** Whether all rows of this pass have been put out. */
        public boolean finished() {
            return y >= to;
        }

        /**
         * Takes the next row of the source.
         *
         * @param line {@link #lineLength()} samples, channels interleaved; those behind the picture's width are not
         *             used but must be numbers
         */
        public void add(float[] line) {
            while (y < to) {
                int t = sourceRow - down.start(y);
                if (t < 0) {
                    break;
                }
                float weight = down.weight(y, t);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * line[i];
                }
                if (t + 1 < down.count() && down.weight(y, t + 1) > 0) {
                    break;
                }
                // Columns first, rows last: only one reduced row is summed along its length for each row put out.
                across.apply(sums, channels, reduced);
                output.row(y, reduced);
                Arrays.fill(sums, 0);
                y++;
            }
            sourceRow++;
        }
    }
}
