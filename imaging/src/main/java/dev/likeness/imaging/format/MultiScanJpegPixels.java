package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.NativeDecoder;
import dev.likeness.imaging.raster.RowSink;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Decodes a JPEG of several scans with OpenCV's libjpeg-turbo, because the JDK's reader delivers the whole picture after
 * each scan. It cannot be interrupted, but the product of scans and blocks is bounded beforehand.
 *
 * @param file      with the segments that matter and its end, made when it is asked for
 * @param reduction 1, 2, 4 or 8: how much smaller each side is decoded, so that it fits into memory
 */
record MultiScanJpegPixels(Supplier<byte[]> file, int reduction) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        deadline.check();
        NativeDecoder.decode(file.get(), NativeDecoder.colourReducedBy(reduction), (frame, height) -> {
            if (height < rows.height()) {
                throw new IOException("the decoder made another size of it");
            }
            int[] argb = new int[rows.width()];
            for (int y = 0; y < rows.height(); y++) {
                frame.copy(y, argb, 0);
                rows.row(argb);
            }
        });
    }
}
