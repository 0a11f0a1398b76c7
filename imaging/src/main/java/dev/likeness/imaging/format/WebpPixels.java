package dev.likeness.imaging.format;

import dev.likeness.imaging.raster.Deadline;
import dev.likeness.imaging.raster.NativeDecoder;
import dev.likeness.imaging.raster.RowSink;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Decodes a WebP with OpenCV's libwebp. It cannot be interrupted, but its time is bounded by the picture's size, which
 * is known.
 *
 * @param file   with one frame, made when it is asked for
 * @param left   pixels of the canvas left of the frame
 * @param top    pixels of the canvas above the frame
 * @param height of the canvas
 */
record WebpPixels(Supplier<byte[]> file, int left, int top, int height) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        deadline.check();
        NativeDecoder.decode(file.get(), NativeDecoder.AS_IT_IS, (frame, frameHeight) -> {
            int[] argb = new int[rows.width()];
            for (int y = 0; y < height; y++) {
                Arrays.fill(argb, 0);
                if (y >= top && y < top + frameHeight) {
                    frame.copy(y - top, argb, left);
                }
                rows.row(argb);
            }
        });
    }
}
