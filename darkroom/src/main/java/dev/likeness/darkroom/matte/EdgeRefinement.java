package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fits a matte that was enlarged to the canvas to the edges that the photo shows there: a colour guided filter (He, Sun,
 * Tang 2013) within the band, then a little contrast against the veil that filters leave.
 */
public final class EdgeRefinement {
    private EdgeRefinement() {}

    /**
     * @param bgr   three channels, 0 to 1, the photo on the canvas
     * @param alpha one channel; changed in place
     * @param bw    face width, pixels
     */
    public static void apply(Raster bgr, Raster alpha, double bw) {
        try (PointerScope _ = new PointerScope()) {
            Mat rough = alpha.toMat();
            Mat fitted = new Mat();
            opencv_ximgproc.guidedFilter(bgr.toMat(), rough, fitted, Math.max(2, (int) Math.round(0.010 * bw)), 3e-5);
            Mat low = new Mat();
            Mat high = new Mat();
            int reach = 2 * Math.max(2, (int) Math.round(0.012 * bw)) + 1;
            Mat window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(reach, reach));
            opencv_imgproc.erode(rough, low, window);
            opencv_imgproc.dilate(rough, high, window);
            opencv_core.subtract(high, low, high);
            Raster band = Raster.of(high);
            Raster fine = Raster.of(fitted);
            int width = alpha.width();
            Rows.parallel(alpha.height(), (from, to) -> {
                for (int i = from * width; i < to * width; i++) {
                    float k = 0.8f * Math.clamp(band.data()[i] * 8, 0f, 1f);
                    float a = alpha.data()[i] + k * (fine.data()[i] - alpha.data()[i]);
                    alpha.data()[i] = Math.clamp((a - 0.08f) / 0.84f, 0f, 1f);
                }
            });
        }
    }
}
