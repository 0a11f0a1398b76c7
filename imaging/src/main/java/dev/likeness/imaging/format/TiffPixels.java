package dev.likeness.imaging.format;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.likeness.imaging.raster.CmykToSrgb;
import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.DeadlineListener;
import dev.likeness.imaging.raster.ImageRows;
import dev.likeness.imaging.raster.RowSink;
import dev.likeness.imaging.raster.StrictInput;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.function.Supplier;
import javax.imageio.ImageReader;

/**
 * Decodes a TIFF as a whole with the reader of TwelveMonkeys: Java's own cannot undo the predictor of 16-bit samples.
 *
 * @param file          with one directory, made when it is asked for
 * @param printing      whether its samples are inks
 * @param premultiplied whether its colours are multiplied by their opacity, which the reader does not undo
 * @param profile       for inks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TiffPixels(Supplier<byte[]> file, boolean printing, boolean premultiplied,
        byte[] profile) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        try (StrictInput input = new StrictInput(file.get(), deadline)) {
            reader.setInput(input, true, true);
            reader.addIIOReadProgressListener(new DeadlineListener(deadline));
            if (printing) {
                inks(reader.readRaster(0, null), rows);
            } else {
                copy(ImageRows.of(reader.read(0)), rows);
            }
        } finally {
            reader.dispose();
        }
    }

    private void copy(ImageRows picture, RowSink rows) {
        int[] argb = new int[rows.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.copy(y, argb, 0);
            for (int x = 0; x < argb.length && premultiplied; x++) {
                argb[x] = divided(argb[x]);
            }
            rows.row(argb);
        }
    }

    private static int divided(int pixel) {
        int opacity = pixel >>> 24;
        return opacity == 0
                ? 0
                : opacity << 24 | divided(pixel >> 16 & 0xff, opacity) << 16
                        | divided(pixel >> 8 & 0xff, opacity) << 8 | divided(pixel & 0xff, opacity);
    }

    private static int divided(int colour, int opacity) {
        return Math.min(255, (colour * 255 + opacity / 2) / opacity);
    }

    private void inks(Raster raster, RowSink rows) throws IOException {
        if (raster.getNumBands() < 4) {
            throw new IOException("inks are missing");
        }
        CmykToSrgb inks = new CmykToSrgb(profile);
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int[] samples = new int[width * bands];
        byte[] line = new byte[width * 4];
        int[] argb = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, samples);
            for (int i = 0; i < line.length; i++) {
                line[i] = (byte) (samples[i / 4 * bands + i % 4] >> shift);
            }
            inks.convert(line, argb);
            rows.row(argb);
        }
    }
}
