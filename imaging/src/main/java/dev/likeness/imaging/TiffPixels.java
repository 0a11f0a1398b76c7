package dev.likeness.imaging;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * Decodes a TIFF as a whole with the reader of TwelveMonkeys: Java's own cannot undo the predictor of 16-bit samples.
 *
 * @param file     with one directory
 * @param printing whether its samples are inks
 * @param profile  for inks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TiffPixels(byte[] file, boolean printing, byte[] profile) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        try (StrictInput input = new StrictInput(file, deadline)) {
            reader.setInput(input, true, true);
            reader.addIIOReadProgressListener(new Watch(deadline));
            if (printing) {
                inks(reader.readRaster(0, null), rows);
            } else {
                ImageRows.of(reader.read(0)).into(rows);
            }
        } finally {
            reader.dispose();
        }
    }

    private void inks(Raster raster, RowSink rows) throws IOException {
        if (raster.getNumBands() < 4) {
            throw new IOException("inks are missing");
        }
        Inks inks = new Inks(profile);
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
