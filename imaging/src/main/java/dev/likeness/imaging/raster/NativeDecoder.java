package dev.likeness.imaging.raster;

import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes by OpenCV's libwebp and libjpeg-turbo. The decoded picture lies outside the Java heap and is freed at once. */
public final class NativeDecoder {
    /** With transparency, where there is any. */
    public static final int AS_IT_IS = opencv_imgcodecs.IMREAD_UNCHANGED;

    private NativeDecoder() {}

    public static int colourReducedBy(int reduction) {
        int mode = switch (reduction) {
            case 1 -> opencv_imgcodecs.IMREAD_COLOR;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            default -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
        };
        return mode | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }

    public static void decode(byte[] file, int mode, Taker taker) throws IOException {
        try (PointerScope _ = new PointerScope()) {
            Mat coded = new Mat(1, file.length, opencv_core.CV_8UC1, new BytePointer(file));
            Mat picture = opencv_imgcodecs.imdecode(coded, mode);
            if (picture.empty()) {
                throw new IOException("the decoder refuses it");
            }
            int channels = picture.channels();
            byte[] line = new byte[picture.cols() * channels];
            taker.take((y, argb, offset) -> {
                picture.ptr(y).get(line);
                for (int x = offset, from = 0; from < line.length; x++, from += channels) {
                    int opacity = channels == 4 ? line[from + 3] & 0xff : 255;
                    argb[x] = opacity << 24 | (line[from + 2] & 0xff) << 16 | (line[from + 1] & 0xff) << 8
                            | line[from] & 0xff;
                }
            }, picture.rows());
        }
    }

    /** Reads the picture before it is freed. */
    public interface Taker {
        void take(Rows picture, int height) throws IOException;
    }

    /** Rows of a decoded picture. */
    public interface Rows {
        /** Writes row {@code y} into {@code argb} from {@code offset} on. */
        void copy(int y, int[] argb, int offset);
    }
}
