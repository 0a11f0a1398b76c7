package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Float pixels on the Java heap, rows top to bottom, channels interleaved (colours in the order B, G, R).
 *
 * @param data {@code width * height * channels} samples, shared and not copied: whoever makes a raster may fill it
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Raster(int width, int height, int channels, float[] data) {
    public Raster {
        if (data.length != width * height * channels) {
            throw new IllegalArgumentException(
                    data.length + " samples for " + width + "x" + height + "x" + channels + " pixels");
        }
    }

    /** A black raster. */
    public static Raster blank(int width, int height, int channels) {
        return new Raster(width, height, channels, new float[width * height * channels]);
    }

    /** A copy of a {@code CV_32FC(n)} matrix, continuous or not. */
    static Raster of(Mat mat) {
        if (mat.depth() != opencv_core.CV_32F) {
            throw new IllegalArgumentException("not a float matrix: type " + mat.type());
        }
        Raster raster = blank(mat.cols(), mat.rows(), mat.channels());
        if (mat.isContinuous()) {
            try (FloatPointer samples = new FloatPointer(mat.data())) {
                samples.get(raster.data);
            }
        } else {
            try (Mat copy = mat.clone(); FloatPointer samples = new FloatPointer(copy.data())) {
                samples.get(raster.data);
            }
        }
        return raster;
    }

    /** A {@code CV_32FC(channels)} matrix holding a copy; the caller releases it. */
    Mat toMat() {
        Mat mat = new Mat(height, width, opencv_core.CV_MAKETYPE(opencv_core.CV_32F, channels));
        try (FloatPointer samples = new FloatPointer(mat.data())) {
            samples.put(data);
        }
        return mat;
    }

    /** Index of the first channel of the pixel at (x, y). */
    public int at(int x, int y) {
        return (y * width + x) * channels;
    }

    /** A copy with left and right exchanged. */
    public Raster mirrored() {
        Raster mirrored = blank(width, height, channels);
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    System.arraycopy(data, at(x, y), mirrored.data, at(width - 1 - x, y), channels);
                }
            }
        });
        return mirrored;
    }

    /** A copy of the rows from {@code top} on. */
    public Raster below(int top) {
        Raster part = blank(width, height - top, channels);
        System.arraycopy(data, at(0, top), part.data, 0, part.data.length);
        return part;
    }
}
