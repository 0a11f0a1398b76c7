package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * How likely a face is the one that a photo was taken of: the wider, sharper and nearer to the middle. Somebody behind the
 * sitter is smaller and out of focus; somebody the sitter poses with is not.
 *
 * @param weight width in pixels, less for a face that is blurred beside the sharpest or far from the middle
 */
record Prominence(Face face, double weight) {
    /** Side at which sharpness is compared, pixels: of a larger face no more detail is looked at. */
    private static final int SIDE = 64;
    /** Where faces are in portraits: this share of the height below the top. */
    private static final double LEVEL = 0.4;
    /** A face in a corner weighs about half as much as one in the middle. */
    private static final double OFF_CENTRE = 0.5;
    /**
     * As sharp as the sharpest from this share of its sharpness on: a beard has more fine contrast than smooth cheeks. Of
     * sharp people beside sharp ones 0.69 and more, of blurred ones 0.33 and less.
     */
    private static final double IN_FOCUS = 0.7;
    /** Noise of a camera, of 255: contrast below it says nothing. */
    private static final double NOISE = 6;

    /** All faces of a photo, the most prominent first. */
    static List<Prominence> of(List<Face> faces, Mat bgr) {
        double[] sharpness = faces.size() < 2
                ? new double[]{1}
                : faces.stream().mapToDouble(face -> sharpness(uncovered(face, faces), bgr)).toArray();
        double sharpest = 0;
        for (double one : sharpness) {
            sharpest = Math.max(sharpest, one);
        }
        List<Prominence> sorted = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Face face = faces.get(i);
            double off = Math.hypot(2 * face.eyesX() / bgr.cols() - 1, face.eyesY() / bgr.rows() - LEVEL);
            double focus = sharpest > 0 ? Math.min(1, sharpness[i] / sharpest / IN_FOCUS) : 1;
            sorted.add(new Prominence(face, face.width() * focus / (1 + OFF_CENTRE * off * off)));
        }
        sorted.sort(Comparator.comparingDouble(one -> -one.weight));
        return sorted;
    }

    /** Where a face is compared, pixels of the photo. */
    private record Part(double left, double top, double right, double bottom) {}

    /**
     * The columns of a face's box that no larger face overlaps: glasses of the sitter before a blurred cheek are sharp. The
     * whole box where less than a third is left.
     */
    private static Part uncovered(Face face, List<Face> all) {
        double left = face.x();
        double right = face.x() + face.width();
        for (Face other : all) {
            boolean before = other.width() > face.width() && other.y() < face.y() + face.width()
                    && face.y() < other.y() + other.width();
            if (before && other.x() <= left) {
                left = Math.max(left, other.x() + other.width());
            } else if (before && other.x() + other.width() >= right) {
                right = Math.min(right, other.x());
            }
        }
        double bottom = face.y() + face.width();
        return right - left < face.width() / 3
                ? new Part(face.x(), face.y(), face.x() + face.width(), bottom)
                : new Part(left, face.y(), right, bottom);
    }

    /** Contrast of the finest details over that of the whole part. */
    private static double sharpness(Part face, Mat bgr) {
        int left = (int) Math.clamp(face.left, 0, bgr.cols() - 2.0);
        int top = (int) Math.clamp(face.top, 0, bgr.rows() - 2.0);
        int right = (int) Math.clamp(face.right, left + 2.0, bgr.cols());
        int bottom = (int) Math.clamp(face.bottom, top + 2.0, bgr.rows());
        int width = Math.max(1, (int) Math.round(SIDE * (face.right - face.left) / (face.bottom - face.top)));
        try (Rect rect = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(bgr, rect);
                Mat small = Filters.resize(part, width, SIDE, opencv_imgproc.INTER_AREA);
                Mat grey = new Mat();
                Mat fine = new Mat()) {
            opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.Laplacian(grey, fine, opencv_core.CV_32F);
            return deviation(fine) / (NOISE + deviation(grey));
        }
    }

    private static double deviation(Mat grey) {
        try (Mat mean = new Mat(); Mat deviation = new Mat()) {
            opencv_core.meanStdDev(grey, mean, deviation);
            try (DoublePointer value = new DoublePointer(deviation.data())) {
                return value.get();
            }
        }
    }
}
