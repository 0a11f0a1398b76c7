package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A square part of a picture, which may lie at any angle and reach beyond it.
 *
 * @param x     of the middle, pixels of the picture
 * @param y     of the middle
 * @param side  pixels of the picture
 * @param angle radians, clockwise as seen: what is tilted by it in the picture stands upright in the square
 */
record Square(double x, double y, double side, double angle) {
    /** From this reduction on the picture is averaged first, to this many of its pixels a pixel of the crop: it would alias. */
    private static final double COARSE = 2;
    private static final double SAMPLED = 1.5;

    /** The place in the picture of one in the square, when that is drawn with so many pixels a side. */
    Face.Point back(double px, double py, int pixels) {
        double scale = side / pixels;
        double u = (px - pixels / 2.0) * scale;
        double v = (py - pixels / 2.0) * scale;
        return new Face.Point(x + Math.cos(angle) * u - Math.sin(angle) * v,
                y + Math.sin(angle) * u + Math.cos(angle) * v);
    }

    /** The place in the square, drawn with so many pixels a side, of one in the picture. */
    Face.Point in(double px, double py, int pixels) {
        double scale = pixels / side;
        double u = (px - x) * scale;
        double v = (py - y) * scale;
        return new Face.Point(pixels / 2.0 + Math.cos(angle) * u + Math.sin(angle) * v,
                pixels / 2.0 + Math.cos(angle) * v - Math.sin(angle) * u);
    }

    /**
     * As of the whole picture. From twice {@link #COARSE} on, one of its halves is near enough to be drawn as it is; the
     * caller releases it.
     */
    Mat of(Reductions picture, int pixels) {
        double reduction = side / pixels;
        Reductions.Level level = picture.above(reduction, reduction < 2 * COARSE ? COARSE : 1);
        return new Square(level.x(x), level.y(y), side / level.factor(), angle).of(level.mat(), pixels);
    }

    /** The square drawn upright, black beyond the picture; the caller releases it. */
    Mat of(Mat picture, int pixels) {
        double reach = side / 2 * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) + 2;
        int left = (int) Math.clamp(Math.floor(x - reach), 0, picture.cols() - 1);
        int top = (int) Math.clamp(Math.floor(y - reach), 0, picture.rows() - 1);
        int right = (int) Math.clamp(Math.ceil(x + reach), left + 1, picture.cols());
        int bottom = (int) Math.clamp(Math.ceil(y + reach), top + 1, picture.rows());
        double perPixel = side / pixels;
        try (Rect rect = new Rect(left, top, right - left, bottom - top); Mat part = new Mat(picture, rect)) {
            Square within = new Square(x - left, y - top, side, angle);
            if (perPixel <= COARSE) {
                return within.drawn(part, 1, 1, pixels);
            }
            int width = Math.max(1, (int) Math.round((right - left) * SAMPLED / perPixel));
            int height = Math.max(1, (int) Math.round((bottom - top) * SAMPLED / perPixel));
            try (Mat small = Filters.resize(part, width, height, opencv_imgproc.INTER_AREA)) {
                return within.drawn(small, (double) (right - left) / width, (double) (bottom - top) / height, pixels);
            }
        }
    }

    /**
     * @param stepX pixels of the square's picture to a column of {@code part}
     * @param stepY pixels of the square's picture to a row of {@code part}
     */
    private Mat drawn(Mat part, double stepX, double stepY, int pixels) {
        double cos = Math.cos(angle) * pixels / side;
        double sin = Math.sin(angle) * pixels / side;
        double[] matrix = {cos * stepX, sin * stepY, pixels / 2.0 - cos * x - sin * y, -sin * stepX, cos * stepY,
                pixels / 2.0 + sin * x - cos * y};
        for (int row = 0; row < 6; row += 3) { // pixel centres lie at +0.5
            matrix[row + 2] += (matrix[row] + matrix[row + 1]) / 2 - 0.5;
        }
        Mat crop = new Mat();
        try (Mat way = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer numbers = new DoublePointer(way.data());
                Size size = new Size(pixels, pixels);
                Scalar black = new Scalar(0, 0, 0, 0)) {
            numbers.put(matrix);
            opencv_imgproc.warpAffine(part, crop, way, size, opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT, black);
        }
        return crop;
    }
}
