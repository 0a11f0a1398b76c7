package dev.likeness.imaging;

import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes a WebP with libwebp, which OpenCV brings along. It cannot be stopped on the way, but its time is bounded by
 * the size of the picture, which is known.
 *
 * @param file   with one frame
 * @param left   pixels of the canvas left of the frame
 * @param top    pixels of the canvas above the frame
 * @param height of the canvas
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WebpPixels(byte[] file, int left, int top, int height) implements FileFacts.Coded {
    @Override
    public void decode(Deadline deadline, RowSink rows) throws IOException {
        deadline.check();
        try (PointerScope _ = new PointerScope()) {
            Mat coded = new Mat(1, file.length, opencv_core.CV_8UC1, new BytePointer(file));
            Mat frame = opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_UNCHANGED);
            if (frame.empty()) {
                throw new IOException("libwebp refuses it");
            }
            copy(frame, rows);
        }
    }

    private void copy(Mat frame, RowSink rows) {
        int channels = frame.channels();
        byte[] line = new byte[frame.cols() * channels];
        int[] argb = new int[rows.width()];
        for (int y = 0; y < height; y++) {
            Arrays.fill(argb, 0);
            if (y >= top && y < top + frame.rows()) {
                frame.ptr(y - top).get(line);
                for (int x = 0, from = 0; from < line.length; x++, from += channels) {
                    int opacity = channels == 4 ? line[from + 3] & 0xff : 255;
                    argb[left + x] = opacity << 24 | (line[from + 2] & 0xff) << 16 | (line[from + 1] & 0xff) << 8
                            | line[from] & 0xff;
                }
            }
            rows.row(argb);
        }
    }
}
