package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * {@code gpen}: brings back detail that a soft lens or an enlargement lost, without inventing any.
 *
 * <p>Six Richardson-Lucy steps (Richardson 1972, Lucy 1974) undo a Gaussian spread of the lightness; where the photo
 * holds no detail the result is noise, so a confidence measured on the photo itself gates it. A guided filter (He, Sun,
 * Tang 2013) adds local contrast without haloes. Eyes, brows and lips get all of it, skin less.
 */
final class Clarity {
    private static final int STEPS = 6;

    private Clarity() {}

    /**
     * @param lab      L is changed in place
     * @param skin     same size, 0 to 1
     * @param person   same size, 0 to 1: the ground is left as it is
     * @param strength 0 to 1
     */
    static void apply(Raster lab, Raster skin, Raster person, double strength, double bw) {
        if (strength <= 0) {
            return;
        }
        int width = lab.width();
        int height = lab.height();
        Raster light = Raster.blank(width, height, 1);
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                light.data()[i] = Math.max(1e-3f, lab.data()[3 * i] / 100);
            }
        });
        Raster sharp;
        Raster base;
        Raster near;
        try (PointerScope _ = new PointerScope()) {
            Mat y = light.toMat();
            double spread = Math.max(0.6, 0.0045 * bw);
            sharp = Raster.of(deconvolve(y, spread));
            near = Raster.of(Filters.gauss(y, 1.5 * spread));
            Mat smooth = new Mat();
            opencv_ximgproc.guidedFilter(y, y, smooth, Math.max(2, (int) Math.round(0.03 * bw)), 0.0025);
            base = Raster.of(smooth);
        }
        float s = (float) strength;
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width; i < to * width; i++) {
                float v = light.data()[i];
                float detail = Math.abs(v - near.data()[i]);
                float t = Math.clamp((detail - 0.002f) / 0.012f, 0f, 1f);
                float fine = Math.clamp(sharp.data()[i] - v, -0.12f, 0.12f) * t * t * (3 - 2 * t);
                float local = (v - base.data()[i]) * 0.55f;
                float weight = s * person.data()[i] * (1 - 0.58f * skin.data()[i]);
                float out = Math.clamp(v + weight * (fine + local), 0f, 1f);
                lab.data()[3 * i] = 100 * out;
            }
        });
    }

    private static Mat deconvolve(Mat observed, double spread) {
        Mat estimate = observed.clone();
        for (int step = 0; step < STEPS; step++) {
            try (Mat blurred = Filters.gauss(estimate, spread); Mat ratio = new Mat()) {
                opencv_core.divide(observed, blurred, ratio);
                try (Mat correction = Filters.gauss(ratio, spread)) {
                    opencv_core.multiply(estimate, correction, estimate);
                }
            }
        }
        return estimate;
    }
}
