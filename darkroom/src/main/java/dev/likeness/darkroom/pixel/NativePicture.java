package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A photo in native memory: 8 bits, B G R. A photo may have fifty million samples and is looked at many times, each time
 * small or in part; as a {@link Raster} it would be four times as large, and copied each time.
 */
public final class NativePicture implements AutoCloseable {
    private final Mat mat;

    private NativePicture(Mat mat) {
        this.mat = mat;
    }

    /**
     * A copy.
     *
     * @param bgr {@code width * height * 3} bytes
     */
    public static NativePicture of(int width, int height, byte[] bgr) {
        Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
        try (BytePointer samples = mat.data()) {
            samples.put(bgr, 0, bgr.length);
        }
        return new NativePicture(mat);
    }

    /** Takes over a continuous {@code CV_8UC3} matrix; for {@code darkroom.face}, whose networks read matrices. */
    public static NativePicture taking(Mat mat) {
        if (mat.type() != opencv_core.CV_8UC3 || !mat.isContinuous()) {
            throw new IllegalArgumentException("not a whole 8-bit picture of three channels: type " + mat.type());
        }
        return new NativePicture(mat);
    }

    /** The matrix itself, which stays this picture's; for {@code darkroom.face}, whose networks read matrices. */
    public Mat mat() {
        return mat;
    }

    public int width() {
        return mat.cols();
    }

    public int height() {
        return mat.rows();
    }

    /** A copy of the samples, {@code width * height * 3} bytes. */
    public byte[] bgr() {
        byte[] bgr = new byte[width() * height() * 3];
        try (BytePointer samples = mat.data()) {
            samples.get(bgr);
        }
        return bgr;
    }

    /** A copy as floats, 0 to 1. */
    public Raster toRaster() {
        try (Mat floats = new Mat()) {
            mat.convertTo(floats, opencv_core.CV_32F, 1 / 255.0, 0);
            return Raster.of(floats);
        }
    }

    /** This picture as it appears on a canvas, see {@link Placement#draw}; the caller closes it. */
    public NativePicture draw(Placement placed, int width, int height, Interpolation interpolation, Border border) {
        return new NativePicture(placed.draw(mat, width, height, interpolation, border));
    }

    /** As {@link #draw}, as floats from 0 to 1. */
    public Raster sample(Placement placed, int width, int height, Interpolation interpolation, Border border) {
        try (NativePicture drawn = draw(placed, width, height, interpolation, border)) {
            return drawn.toRaster();
        }
    }

    /**
     * Smoothed between edges (bilateral filter, Tomasi, Manduchi 1998); the caller closes it.
     *
     * @param diameter of the neighbourhood, pixels
     * @param colours  standard deviation over colours, 8-bit steps
     * @param distance standard deviation over the neighbourhood, pixels
     */
    public NativePicture smoothed(int diameter, double colours, double distance) {
        Mat smooth = new Mat();
        opencv_imgproc.bilateralFilter(mat, smooth, diameter, colours, distance);
        return new NativePicture(smooth);
    }

    @Override
    public void close() {
        mat.close();
    }
}
