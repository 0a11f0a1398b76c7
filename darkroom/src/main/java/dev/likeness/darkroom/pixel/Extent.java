package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Where a picture of some size lies on a canvas, to the same pixels as {@link NativePicture#draw} draws it. */
public final class Extent implements AutoCloseable {
    private final Mat white;

    public Extent(int width, int height) {
        try (Scalar one = new Scalar(1, 1, 1, 1)) {
            white = new Mat(height, width, opencv_core.CV_32F, one);
        }
    }

    /** One channel: 1 where the picture is, 0 beyond it. */
    public Raster on(Placement placed, int width, int height) {
        try (Mat drawn = placed.draw(white, width, height, Interpolation.NEAREST, Border.BLACK)) {
            return Raster.of(drawn);
        }
    }

    @Override
    public void close() {
        white.close();
    }
}
