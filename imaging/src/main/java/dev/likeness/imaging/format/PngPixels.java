package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.RowSink;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes a PNG row by row (W3C PNG, third edition, chapters 7 to 10). The JDK's reader allocates the whole picture and
 * sets it pixel by pixel, which takes too much memory and time for 100 megapixels.
 */
record PngPixels(List<ByteBuffer> data, int width, int height, boolean interlaced,
        PngSamples samples) implements FileFacts.Coded {
    /** Adam7: first column and row of each pass, and the steps. */
    private static final int[][] PASSES = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
            {1, 0, 2, 2}, {0, 1, 1, 2}};

    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        try (Rows coded = new Rows(data)) {
            if (interlaced) {
                passes(coded, deadline, rows);
                return;
            }
            int[] argb = new int[width];
            coded.begin(samples.rowBytes(width));
            for (int y = 0; y < height; y++) {
                samples.pixels(coded.next(samples.pixelBytes()), width, argb, 0, 1);
                rows.row(argb);
            }
        }
    }

    private void passes(Rows coded, Deadline deadline, RowSink rows) throws IOException {
        int[][] picture = new int[height][width];
        for (int[] pass : PASSES) {
            int across = Math.ceilDiv(width - pass[0], pass[2]);
            coded.begin(samples.rowBytes(across));
            for (int y = pass[1]; y < height && across > 0; y += pass[3]) {
                deadline.check();
                samples.pixels(coded.next(samples.pixelBytes()), across, picture[y], pass[0], pass[2]);
            }
        }
        for (int[] line : picture) {
            rows.row(line);
        }
    }

    /** Inflates and unfilters. */
    private static final class Rows implements AutoCloseable {
        private final Inflater inflater = new Inflater();
        private final Iterator<ByteBuffer> data;
        private final byte[] filter = new byte[1];
        private byte[] above = {};
        private byte[] row = {};

        Rows(List<ByteBuffer> data) {
            this.data = data.iterator();
        }

        void begin(int bytes) {
            above = new byte[bytes];
            row = new byte[bytes];
        }

        /** The next row, which stays good until the next but one is asked for. */
        byte[] next(int back) throws IOException {
            byte[] free = above;
            above = row;
            row = free;
            fill(filter);
            fill(row);
            switch (filter[0]) {
                case 0 -> {
                }
                case 1 -> {
                    for (int i = back; i < row.length; i++) {
                        row[i] += row[i - back];
                    }
                }
                case 2 -> {
                    for (int i = 0; i < row.length; i++) {
                        row[i] += above[i];
                    }
                }
                case 3 -> {
                    for (int i = 0; i < row.length; i++) {
                        int left = i < back ? 0 : row[i - back] & 0xff;
                        row[i] += (byte) (left + (above[i] & 0xff) >> 1);
                    }
                }
                case 4 -> paeth(back);
                default -> throw new IOException("a filter that does not exist");
            }
            return row;
        }

        private void paeth(int back) {
            for (int i = 0; i < row.length; i++) {
                int left = i < back ? 0 : row[i - back] & 0xff;
                int up = above[i] & 0xff;
                int corner = i < back ? 0 : above[i - back] & 0xff;
                int byLeft = Math.abs(up - corner);
                int byUp = Math.abs(left - corner);
                int byCorner = Math.abs(left + up - 2 * corner);
                row[i] += (byte) (byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner);
            }
        }

        private void fill(byte[] whole) throws IOException {
            int filled = 0;
            try {
                while (filled < whole.length) {
                    int count = inflater.inflate(whole, filled, whole.length - filled);
                    filled += count;
                    if (count == 0) {
                        feed();
                    }
                }
            } catch (DataFormatException damaged) {
                throw new IOException("its data is damaged", damaged);
            }
        }

        private void feed() throws EOFException {
            if (inflater.finished() || inflater.needsDictionary() || !data.hasNext()) {
                throw new EOFException("its data ends too early");
            }
            if (inflater.needsInput()) {
                inflater.setInput(data.next().duplicate());
            }
        }

        @Override
        public void close() {
            inflater.end();
        }
    }
}
