package dev.likeness.studio.grade;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.studio.backdrop.Focus;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Light that strays in lens and emulsion: what lies above {@link #FROM} spreads by two Gaussians, a narrow one of a
 * twentieth of the face's width and a wide one. It is so smooth that a quarter of the resolution holds it; the full
 * picture reads it by bilinear interpolation.
 *
 * @param small spread light, B G R, a quarter of the picture's width and height
 */
record Bloom(Raster small) {
    /** Linear light above this blooms. */
    static final float FROM = 0.55f;

    private static final int STEP = 4;

    /** The bloom of a picture; none when nothing in it is bright enough. */
    static Optional<Bloom> of(Raster picture, Focus focus) {
        Raster above = highlights(picture);
        boolean dark = true;
        for (float sample : above.data()) {
            dark &= sample == 0;
        }
        if (dark) {
            return Optional.empty();
        }
        double sigma = 0.05 * focus.faceWidth() / STEP;
        try (Mat source = above.toMat();
                Mat narrow = Filters.gauss(source, sigma);
                Mat wide = Filters.gauss(source, 3.5 * sigma);
                Mat sum = new Mat()) {
            opencv_core.addWeighted(narrow, 0.6, wide, 0.9, 0, sum);
            return Optional.of(new Bloom(Raster.of(sum)));
        }
    }

    /** Mean light above the threshold of every 4 x 4 pixels. */
    private static Raster highlights(Raster picture) {
        int width = (picture.width() + STEP - 1) / STEP;
        int height = (picture.height() + STEP - 1) / STEP;
        Raster above = Raster.blank(width, height, 3);
        float[] light = picture.data();
        float[] sums = above.data();
        Rows.parallel(height, (from, to) -> {
            for (int y = from * STEP; y < Math.min(picture.height(), to * STEP); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    int at = picture.at(x, y);
                    int cell = above.at(x / STEP, y / STEP);
                    for (int c = 0; c < 3; c++) {
                        sums[cell + c] += Math.max(0, light[at + c] - FROM) * (1f / (STEP * STEP));
                    }
                }
            }
        });
        return above;
    }

    /** Writes the strayed light at a pixel of the picture to {@code bgr}. */
    float[] sample(int x, int y, float[] bgr) {
        float fx = Math.clamp((x + 0.5f) / STEP - 0.5f, 0f, small.width() - 1f);
        float fy = Math.clamp((y + 0.5f) / STEP - 0.5f, 0f, small.height() - 1f);
        int left = (int) fx;
        int top = (int) fy;
        int right = Math.min(left + 1, small.width() - 1);
        int bottom = Math.min(top + 1, small.height() - 1);
        float h = fx - left;
        float v = fy - top;
        float[] data = small.data();
        for (int c = 0; c < 3; c++) {
            float upper = data[small.at(left, top) + c] * (1 - h) + data[small.at(right, top) + c] * h;
            float lower = data[small.at(left, bottom) + c] * (1 - h) + data[small.at(right, bottom) + c] * h;
            bgr[c] = upper * (1 - v) + lower * v;
        }
        return bgr;
    }
}
