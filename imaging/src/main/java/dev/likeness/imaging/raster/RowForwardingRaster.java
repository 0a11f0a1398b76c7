package dev.likeness.imaging.raster;

import java.awt.Point;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** A raster that stores no pixels: each row that a reader writes into it is forwarded to a {@link RowSink}. */
public final class RowForwardingRaster extends WritableRaster {
    private final RowSink rows;
    private final byte[] samples;
    private final int[] argb;
    private int next;

    /**
     * @param bands 1 for grey, 3 for R, G, B
     */
    public RowForwardingRaster(int width, int height, int bands, RowSink rows) {
        super(new ComponentSampleModel(DataBuffer.TYPE_BYTE, width, height, bands, width * bands,
                bands == 1 ? new int[]{0} : new int[]{0, 1, 2}), new DataBufferByte(1), new Point());
        this.rows = rows;
        this.samples = new byte[width * bands];
        this.argb = new int[width];
    }

    @Override
    public WritableRaster createWritableChild(int x, int y, int width, int height, int childX, int childY,
            int[] bands) {
        return this;
    }

    @Override
    public void setRect(int x, int y, Raster row) {
        if (x != 0 || y != next || row.getWidth() != argb.length || row.getHeight() != 1) {
            throw new IllegalStateException("the reader does not go row by row");
        }
        next++;
        row.getDataElements(row.getMinX(), row.getMinY(), argb.length, 1, samples);
        int bands = samples.length / argb.length;
        for (int i = 0, from = 0; i < argb.length; i++, from += bands) {
            int red = samples[from] & 0xff;
            argb[i] = bands == 1
                    ? 0xff000000 | red * 0x010101
                    : 0xff000000 | red << 16 | (samples[from + 1] & 0xff) << 8 | samples[from + 2] & 0xff;
        }
        rows.row(argb);
    }
}
