package dev.likeness.studio.grade;

import dev.likeness.darkroom.pixel.Enlargement;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.studio.backdrop.Focus;
import java.util.Optional;

/**
 * Light that strays in lens and emulsion: what lies above {@link #FROM} spreads by two Gaussians, a narrow one of a
 * twentieth of the face's width and a wide one. It is so smooth that a quarter of the resolution holds it; the full
 * picture reads it by bilinear interpolation.
 */
final class Bloom {
    /** Linear light above this blooms. */
    static final float FROM = 0.55f;

    /** It is computed for every so many pixels across and down. */
    private static final int STEP = 4;
    /** Standard deviation of the narrow part, face widths, and that of the wide part in narrow ones. By eye. */
    private static final double NARROW = 0.05;
    private static final double WIDER = 3.5;
    /** Weights of the two. */
    private static final double NARROW_SHARE = 0.6;
    private static final double WIDE_SHARE = 0.9;

    private Bloom() {}

    /** The bloom of a picture, B G R; none when nothing in it is bright enough. */
    static Optional<Enlargement> of(Raster picture, Focus focus) {
        Raster above = highlights(picture);
        boolean dark = true;
        for (float sample : above.data()) {
            dark &= sample == 0;
        }
        if (dark) {
            return Optional.empty();
        }
        double sigma = NARROW * focus.faceWidth() / STEP;
        Raster sum = Filters.gaussSum(above, new Filters.Part(sigma, NARROW_SHARE),
                new Filters.Part(WIDER * sigma, WIDE_SHARE));
        return Optional.of(new Enlargement(sum, picture.width(), picture.height(), STEP));
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
}
