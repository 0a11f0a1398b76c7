package dev.likeness.darkroom.pixel;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Colours of three channels in other coordinates; each returns a new raster. */
public final class Colours {
    private Colours() {}

    /** CIE L (0 to 100), a and b, D65, of sRGB (B G R, 0 to 1). */
    public static Raster lab(Raster bgr) {
        return converted(bgr, opencv_imgproc.COLOR_BGR2Lab);
    }

    /** The way back from {@link #lab}. */
    public static Raster fromLab(Raster lab) {
        return converted(lab, opencv_imgproc.COLOR_Lab2BGR);
    }

    /** Y, Cr, Cb of ITU-R BT.601, all 0 to 1 with grey at Cr = Cb = 0.5, of sRGB (B G R, 0 to 1). */
    public static Raster ycrcb(Raster bgr) {
        return converted(bgr, opencv_imgproc.COLOR_BGR2YCrCb);
    }

    private static Raster converted(Raster source, int code) {
        try (Mat mat = source.toMat()) {
            opencv_imgproc.cvtColor(mat, mat, code);
            return Raster.of(mat);
        }
    }
}
