package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * OpenCV's filters in the form that the engines use them: each takes rasters of any number of channels and returns a new
 * one. Means, blurs and correlations see the picture mirrored beyond its edges.
 */
public final class Filters {
    private Filters() {}

    /** Mean over a square window of side {@code 2 * radius + 1}. */
    public static Raster box(Raster source, int radius) {
        int side = 2 * Math.max(0, radius) + 1;
        try (Mat mat = source.toMat();
                Mat result = new Mat();
                Size window = new Size(side, side);
                Point centre = new Point(-1, -1)) {
            opencv_imgproc.blur(mat, result, window, centre, opencv_core.BORDER_REFLECT_101);
            return Raster.of(result);
        }
    }

    /**
     * Gaussian blur; wide ones run on a reduced picture (each octave of reduction leaves sigma above 4 pixels there, so
     * the difference to the exact filter stays below one 8-bit step).
     *
     * @param sigma standard deviation in pixels; 0 and less copies
     */
    public static Raster gauss(Raster source, double sigma) {
        try (Mat mat = source.toMat(); Mat blurred = gauss(mat, sigma)) {
            return Raster.of(blurred);
        }
    }

    /**
     * One part of a sum of Gaussian blurs.
     *
     * @param sigma standard deviation in pixels, see {@link #gauss}
     */
    public record Part(double sigma, double weight) {}

    /** The weighted sum of several Gaussian blurs of one picture. */
    public static Raster gaussSum(Raster source, Part first, Part second, Part... others) {
        try (Mat mat = source.toMat();
                Mat sum = gauss(mat, first.sigma);
                Mat wider = gauss(mat, second.sigma)) {
            opencv_core.addWeighted(sum, first.weight, wider, second.weight, 0, sum);
            for (Part part : others) {
                try (Mat blurred = gauss(mat, part.sigma)) {
                    opencv_core.addWeighted(sum, 1, blurred, part.weight, 0, sum);
                }
            }
            return Raster.of(sum);
        }
    }

    private static Mat gauss(Mat source, double sigma) {
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

    /** The sum of the neighbours of each pixel, weighted by a kernel of one channel with odd sides, not mirrored. */
    public static Raster correlated(Raster source, Raster kernel) {
        try (Mat mat = source.toMat();
                Mat weights = kernel.toMat();
                Mat result = new Mat();
                Point centre = new Point(-1, -1)) {
            opencv_imgproc.filter2D(mat, result, -1, weights, centre, 0, opencv_core.BORDER_REFLECT_101);
            return Raster.of(result);
        }
    }

    /**
     * Mean of means over square windows: weights fall from the middle to nothing at {@code 2 * radius} pixels.
     *
     * @param radius of each of both windows, pixels
     */
    public static Raster twiceBoxed(Raster source, int radius) {
        return box(box(source, radius), radius);
    }

    /** The largest sample within the element. */
    public static Raster dilated(Raster source, StructuringElement element) {
        try (Mat mat = source.toMat(); Mat kernel = element.toMat(); Mat result = new Mat()) {
            opencv_imgproc.dilate(mat, result, kernel);
            return Raster.of(result);
        }
    }

    /** Without gaps that the element is wider than. */
    public static Raster closed(Raster source, StructuringElement element) {
        return morphed(source, element, opencv_imgproc.MORPH_CLOSE);
    }

    /** Without lines that the element is wider than. */
    public static Raster opened(Raster source, StructuringElement element) {
        return morphed(source, element, opencv_imgproc.MORPH_OPEN);
    }

    private static Raster morphed(Raster source, StructuringElement element, int operation) {
        try (Mat mat = source.toMat(); Mat kernel = element.toMat(); Mat result = new Mat()) {
            opencv_imgproc.morphologyEx(mat, result, operation, kernel);
            return Raster.of(result);
        }
    }

    /** The largest less the smallest sample within the element. */
    public static Raster range(Raster source, StructuringElement element) {
        try (Mat mat = source.toMat(); Mat kernel = element.toMat(); Mat low = new Mat(); Mat high = new Mat()) {
            opencv_imgproc.erode(mat, low, kernel);
            opencv_imgproc.dilate(mat, high, kernel);
            opencv_core.subtract(high, low, high);
            return Raster.of(high);
        }
    }

    /** A reduced raster: each pixel the mean of the area it covers, as {@link Resampling#averaged} to the last bits. */
    public static Raster reduced(Raster source, int width, int height) {
        return resized(source, width, height, opencv_imgproc.INTER_AREA);
    }

    /** A raster in another size, edges repeated. */
    public static Raster enlarged(Raster source, int width, int height, Interpolation interpolation) {
        return resized(source, width, height, interpolation.code);
    }

    private static Raster resized(Raster source, int width, int height, int code) {
        try (Mat mat = source.toMat(); Mat result = resize(mat, width, height, code)) {
            return Raster.of(result);
        }
    }

    /**
     * A matrix in another size, for {@code darkroom.face}, whose networks read matrices; the caller releases it.
     *
     * @param interpolation one of OpenCV's {@code INTER_*}
     */
    public static Mat resize(Mat source, int width, int height, int interpolation) {
        Mat result = new Mat();
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(source, result, size, 0, 0, interpolation);
        }
        return result;
    }
}
