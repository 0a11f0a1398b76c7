package dev.likeness.imaging.raster;

import dev.likeness.imaging.resample.AreaAverage;
import java.io.EOFException;
import java.util.Optional;

/**
 * Receives a picture's rows from a decoder, top to bottom. Transparency is composited over white, and a picture that is
 * too large is reduced row by row, so that it is never in memory at full size.
 */
public final class RowSink {
    private final Deadline deadline;
    private final int width;
    private final int height;
    private final int outWidth;
    private final int outHeight;
    private final byte[] line;
    private final Optional<AreaAverage.Pass> reduction;
    private final float[] samples;
    private final byte[] result;
    private boolean transparent;
    private int rows;

    /**
     * @param longest the longest side of the result, pixels
     */
    public RowSink(int width, int height, int longest, Deadline deadline) {
        this.deadline = deadline;
        this.width = width;
        this.height = height;
        double shrink = Math.min(1, (double) longest / Math.max(width, height));
        this.outWidth = Math.max(1, (int) Math.rint(width * shrink));
        this.outHeight = Math.max(1, (int) Math.rint(height * shrink));
        this.line = new byte[width * 3];
        this.reduction = shrink < 1
                ? Optional.of(new AreaAverage(width, height, outWidth, outHeight, 3).pass(0, outHeight, this::keep))
                : Optional.empty();
        this.samples = new float[reduction.map(AreaAverage.Pass::lineLength).orElse(0)];
        this.result = new byte[outWidth * outHeight * 3];
    }

    /**
     * Takes the next row.
     *
     * @param argb {@code width} pixels as 0xAARRGGBB, not premultiplied; not kept
     */
    public void row(int[] argb) {
        deadline.check();
        if (rows >= height) {
            throw new IllegalStateException("a row too many");
        }
        for (int x = 0, to = 0; x < width; x++, to += 3) {
            int pixel = argb[x];
            if (pixel >>> 24 != 255) {
                pixel = overWhite(pixel);
                transparent = true;
            }
            line[to] = (byte) pixel;
            line[to + 1] = (byte) (pixel >> 8);
            line[to + 2] = (byte) (pixel >> 16);
        }
        if (reduction.isPresent()) {
            for (int i = 0; i < line.length; i++) {
                samples[i] = line[i] & 0xff;
            }
            reduction.get().add(samples);
        } else {
            System.arraycopy(line, 0, result, rows * line.length, line.length);
        }
        rows++;
    }

    /**
     * The picture, {@code outWidth * outHeight * 3} bytes in the order B, G, R.
     *
     * @throws EOFException when rows are missing
     */
    public byte[] bgr() throws EOFException {
        if (rows < height) {
            throw new EOFException((height - rows) + " rows are missing");
        }
        return result;
    }

    private void keep(int y, float[] row) {
        for (int i = 0, to = y * row.length; i < row.length; i++, to++) {
            result[to] = (byte) (row[i] + 0.5f);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int outWidth() {
        return outWidth;
    }

    public int outHeight() {
        return outHeight;
    }

    /** Whether a pixel that was not opaque has been met. */
    public boolean metTransparency() {
        return transparent;
    }

    private static int overWhite(int pixel) {
        int opacity = pixel >>> 24;
        return overWhite(pixel >> 16 & 0xff, opacity) << 16 | overWhite(pixel >> 8 & 0xff, opacity) << 8
                | overWhite(pixel & 0xff, opacity);
    }

    private static int overWhite(int value, int opacity) {
        return (value * opacity + 255 * (255 - opacity) + 127) / 255;
    }
}
