package dev.likeness.imaging;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * Decodes a JPEG of several scans with libjpeg-turbo, which OpenCV brings along: Java's reader hands out the whole picture
 * after each scan. It cannot be stopped on the way, but scans times blocks are bounded before.
 *
 * @param file      with the segments that matter and its end, made when it is asked for
 * @param reduction 1, 2, 4 or 8: how much smaller each side is decoded, so that it fits into memory
 */
record ManyScanPixels(Supplier<byte[]> file, int reduction) implements FileFacts.Coded {
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
