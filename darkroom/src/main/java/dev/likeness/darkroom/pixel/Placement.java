package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Where one picture lies in another: uniform scale, then shift, {@code q = scale * p + shift}. Pictures are never
 * stretched, so this is all the geometry there is. Coordinates are continuous: pixel (0, 0) covers [0, 1) x [0, 1).
 */
public record Placement(double scale, double shiftX, double shiftY) {
    public Placement {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale " + scale);
        }
    }

    public double x(double sourceX) {
        return scale * sourceX + shiftX;
    }

    public double y(double sourceY) {
        return scale * sourceY + shiftY;
    }

    /** The way back. */
    public Placement inverse() {
        return new Placement(1 / scale, -shiftX / scale, -shiftY / scale);
    }

    /** First this, then {@code next}. */
    public Placement then(Placement next) {
        return new Placement(scale * next.scale, next.x(shiftX), next.y(shiftY));
    }

    /**
     * The source as it appears on a canvas. Reduction averages over the covered area, enlargement interpolates as asked,
     * at places rounded to 1/32 pixel.
     *
     * @param interpolation for enlargement
     */
    public Raster draw(Raster source, int width, int height, Interpolation interpolation, Border border) {
        try (Mat mat = source.toMat(); Mat drawn = draw(mat, width, height, interpolation, border)) {
            return Raster.of(drawn);
        }
    }

    /** As for a raster; the caller releases the result. */
    Mat draw(Mat source, int width, int height, Interpolation interpolation, Border border) {
        if (scale >= 0.85) {
            return warp(source, width, height, interpolation, border);
        }
        // An area-averaged picture of nearly the right size, then a warp that only shifts.
        int smallWidth = Math.max(1, (int) Math.round(source.cols() * scale));
        int smallHeight = Math.max(1, (int) Math.round(source.rows() * scale));
        try (Mat small = Filters.resize(source, smallWidth, smallHeight, opencv_imgproc.INTER_AREA)) {
            double reached = (double) smallWidth / source.cols();
            return new Placement(scale / reached, shiftX, shiftY).warp(small, width, height, interpolation, border);
        }
    }

    private Mat warp(Mat source, int width, int height, Interpolation interpolation, Border border) {
        Mat result = new Mat();
        double half = (scale - 1) / 2; // pixel centres lie at +0.5
        try (Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer m = new DoublePointer(matrix.data());
                Size size = new Size(width, height);
                Scalar black = new Scalar()) {
            m.put(scale, 0, shiftX + half, 0, scale, shiftY + half);
            opencv_imgproc.warpAffine(source, result, matrix, size, interpolation.code, border.code, black);
        }
        return result;
    }
}
