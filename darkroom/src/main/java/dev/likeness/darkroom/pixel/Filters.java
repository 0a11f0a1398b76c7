package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** OpenCV filters in the form that the engines use them: each returns a new matrix, owned by the caller's scope. */
public final class Filters {
    private Filters() {}

    /** Mean over a square window of side {@code 2 * radius + 1}, borders mirrored. */
    public static Mat box(Mat source, int radius) {
        Mat result = new Mat();
        int side = 2 * Math.max(0, radius) + 1;
        try (Size window = new Size(side, side); Point centre = new Point(-1, -1)) {
            opencv_imgproc.blur(source, result, window, centre, opencv_core.BORDER_REFLECT_101);
        }
        return result;
    }

    /**
     * Gaussian blur; wide ones run on a reduced picture (each octave of reduction leaves sigma above 4 pixels there, so
     * the difference to the exact filter stays below one 8-bit step).
     *
     * @param sigma standard deviation in pixels; 0 and less copies
     */
    public static Mat gauss(Mat source, double sigma) {
        if (sigma <= 0.05) {
            return source.clone();
        }
        int reduction = 1;
        while (sigma / reduction > 8 && Math.min(source.cols(), source.rows()) / (2 * reduction) >= 16) {
            reduction *= 2;
        }
        Mat result = new Mat();
        try (Size bySigma = new Size(0, 0)) {
            if (reduction == 1) {
                opencv_imgproc.GaussianBlur(source, result, bySigma, sigma, sigma, opencv_core.BORDER_REFLECT_101,
                        opencv_core.ALGO_HINT_DEFAULT);
            } else {
                gaussReduced(source, result, sigma, reduction);
            }
        }
        return result;
    }

    private static void gaussReduced(Mat source, Mat result, double sigma, int reduction) {
        try (Size bySigma = new Size(0, 0);
                Size whole = new Size(source.cols(), source.rows());
                Mat small = resize(source, Math.max(1, source.cols() / reduction),
                        Math.max(1, source.rows() / reduction), opencv_imgproc.INTER_AREA);
                Mat blurred = new Mat()) {
            double rest = sigma * small.cols() / source.cols();
            opencv_imgproc.GaussianBlur(small, blurred, bySigma, rest, rest, opencv_core.BORDER_REFLECT_101,
                    opencv_core.ALGO_HINT_DEFAULT);
            opencv_imgproc.resize(blurred, result, whole, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
    }

    /** The same for a raster. */
    public static Raster gauss(Raster source, double sigma) {
        try (Mat mat = source.toMat(); Mat blurred = gauss(mat, sigma)) {
            return Raster.of(blurred);
        }
    }

    /**
     * Gaussian blur that is kept as small as it is smooth. What averaging and enlarging blur themselves, {@code (r^2 - 1)
     * / 12 + r^2 / 6} square pixels at a reduction {@code r}, is left out of the filter.
     */
    public static Enlargement smooth(Raster source, double sigma) {
        int reduction = 1;
        while (sigma / (2 * reduction) >= 1.4 && reduction < 8) {
            reduction *= 2;
        }
        int width = Math.max(1, (source.width() + reduction - 1) / reduction);
        int height = Math.max(1, (source.height() + reduction - 1) / reduction);
        double square = reduction * (double) reduction;
        double rest = reduction == 1 ? sigma : Math.sqrt(sigma * sigma - (square - 1) / 12 - square / 6) / reduction;
        Raster small = reduction == 1 ? source : Resampling.averaged(source, width, height);
        return new Enlargement(gauss(small, rest), source.width(), source.height());
    }

    /** Resized copy; {@code interpolation} is one of OpenCV's {@code INTER_*}. */
    public static Mat resize(Mat source, int width, int height, int interpolation) {
        Mat result = new Mat();
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(source, result, size, 0, 0, interpolation);
        }
        return result;
    }

    /** {@code source * scale + shift} as 32-bit floats. */
    public static Mat floats(Mat source, double scale, double shift) {
        Mat result = new Mat();
        source.convertTo(result, opencv_core.CV_32F, scale, shift);
        return result;
    }

    /** A matrix of one value. */
    public static Mat constant(int width, int height, int type, double value) {
        try (Scalar everywhere = new Scalar(value, value, value, value)) {
            return new Mat(height, width, type, everywhere);
        }
    }
}
