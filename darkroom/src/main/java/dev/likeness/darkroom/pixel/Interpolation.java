package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_imgproc;

/** How OpenCV finds samples between samples. {@link Resampling} has kernels of its own. */
public enum Interpolation {
    /** The nearest sample. */
    NEAREST(opencv_imgproc.INTER_NEAREST),
    /** Two samples along each side. */
    LINEAR(opencv_imgproc.INTER_LINEAR),
    /** Four samples along each side; may overshoot. */
    CUBIC(opencv_imgproc.INTER_CUBIC);

    /** One of OpenCV's {@code INTER_*}. */
    final int code;

    Interpolation(int code) {
        this.code = code;
    }
}
