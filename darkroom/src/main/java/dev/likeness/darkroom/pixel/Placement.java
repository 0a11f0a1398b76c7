package dev.likeness.darkroom.pixel;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Where one picture lies in another: uniform scale and turn, then shift, {@code q = scale * turn(p) + shift}. Pictures are
 * never stretched, so this is all the geometry there is. Coordinates are continuous: pixel (0, 0) covers [0, 1) x [0, 1).
 *
 * @param angle of the turn about the origin, radians, clockwise as seen; 0 for a level picture
 */
public record Placement(double scale, double angle, double shiftX, double shiftY) {
    public Placement {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale " + scale);
        }
    }

    /** A level picture. */
    public Placement(double scale, double shiftX, double shiftY) {
        this(scale, 0, shiftX, shiftY);
    }

    /** Same size, turned about a place that stays where it is; radians, clockwise as seen. */
    public static Placement turn(double angle, double aboutX, double aboutY) {
        Placement turned = new Placement(1, angle, 0, 0);
        return new Placement(1, angle, aboutX - turned.x(aboutX, aboutY), aboutY - turned.y(aboutX, aboutY));
    }

    /** Whether rows stay rows. */
    public boolean isLevel() {
        return angle == 0;
    }

    public double x(double sourceX, double sourceY) {
        return isLevel()
                ? scale * sourceX + shiftX
                : scale * (Math.cos(angle) * sourceX - Math.sin(angle) * sourceY) + shiftX;
    }

    public double y(double sourceX, double sourceY) {
        return isLevel()
                ? scale * sourceY + shiftY
                : scale * (Math.sin(angle) * sourceX + Math.cos(angle) * sourceY) + shiftY;
    }

    /** Where a column of a level picture lies. */
    public double x(double sourceX) {
        checkLevel();
        return scale * sourceX + shiftX;
    }

    /** Where a row of a level picture lies. */
    public double y(double sourceY) {
        checkLevel();
        return scale * sourceY + shiftY;
    }

    private void checkLevel() {
        if (!isLevel()) {
            throw new IllegalStateException("the picture is turned: a place has two coordinates");
        }
    }

    /** The way back. */
    public Placement inverse() {
        if (isLevel()) {
            return new Placement(1 / scale, -shiftX / scale, -shiftY / scale);
        }
        Placement back = new Placement(1 / scale, -angle, 0, 0);
        return new Placement(1 / scale, -angle, -back.x(shiftX, shiftY), -back.y(shiftX, shiftY));
    }

    /** First this, then {@code next}. */
    public Placement then(Placement next) {
        return new Placement(scale * next.scale, angle + next.angle, next.x(shiftX, shiftY), next.y(shiftX, shiftY));
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
        // An area-averaged picture of nearly the right size, then a warp that hardly scales.
        int smallWidth = Math.max(1, (int) Math.round(source.cols() * scale));
        int smallHeight = Math.max(1, (int) Math.round(source.rows() * scale));
        try (Mat small = Filters.resize(source, smallWidth, smallHeight, opencv_imgproc.INTER_AREA)) {
            double reached = (double) smallWidth / source.cols();
            return new Placement(scale / reached, angle, shiftX, shiftY).warp(small, width, height, interpolation,
                    border);
        }
    }

    private Mat warp(Mat source, int width, int height, Interpolation interpolation, Border border) {
        Mat result = new Mat();
        double cos = isLevel() ? scale : scale * Math.cos(angle);
        double sin = isLevel() ? 0 : scale * Math.sin(angle);
        double halfX = (cos - sin - 1) / 2; // pixel centres lie at +0.5
        double halfY = (sin + cos - 1) / 2;
        try (Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
                DoublePointer m = new DoublePointer(matrix.data());
                Size size = new Size(width, height);
                Scalar black = new Scalar()) {
            m.put(cos, -sin, shiftX + halfX, sin, cos, shiftY + halfY);
            opencv_imgproc.warpAffine(source, result, matrix, size, interpolation.code, border.code, black);
        }
        return result;
    }
}
