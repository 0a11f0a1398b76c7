package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The neighbourhood that a morphological filter looks at.
 *
 * @param side pixels, odd
 */
public record StructuringElement(Shape shape, int side) {
    /** What fills the square of {@code side} pixels. */
    public enum Shape {
        SQUARE, DISC
    }

    public StructuringElement {
        if (side < 1 || side % 2 == 0) {
            throw new IllegalArgumentException("a structuring element has an odd side, not " + side);
        }
    }

    public static StructuringElement square(int side) {
        return new StructuringElement(Shape.SQUARE, side);
    }

    public static StructuringElement disc(int side) {
        return new StructuringElement(Shape.DISC, side);
    }

    /** The caller releases it. */
    Mat toMat() {
        int code = switch (shape) {
            case SQUARE -> opencv_imgproc.MORPH_RECT;
            case DISC -> opencv_imgproc.MORPH_ELLIPSE;
        };
        try (Size size = new Size(side, side)) {
            return opencv_imgproc.getStructuringElement(code, size);
        }
    }
}
