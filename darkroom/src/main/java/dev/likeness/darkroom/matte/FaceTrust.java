package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/** Raises alpha where the face is: a detected face is part of the person, whatever the network says. */
final class FaceTrust {
    /** Centre below the eyes and half axes of the ellipse that every face fills, half turned heads too; face widths. */
    private static final double BELOW_EYES = 0.1;
    private static final double HALF_WIDTH = 0.16;
    private static final double HALF_HEIGHT = 0.26;
    /** The ellipse fades between this many of its half axes and an eighth of one less. */
    private static final double RIM = 1.2;
    private static final double STEEPNESS = 8;

    private FaceTrust() {}

    /** Raises alpha in the middle of the face to 1. */
    static void apply(Raster alpha, WorkPicture work) {
        double unit = work.unit();
        double eyesX = work.eyesX();
        double eyesY = work.eyesY();
        int width = alpha.width();
        Rows.parallel(Math.min(alpha.height(), (int) (eyesY + unit)), (from, to) -> {
            for (int y = from; y < to; y++) {
                double v = (y - eyesY) / unit;
                for (int x = 0; x < width; x++) {
                    double inside = RIM
                            - Math.hypot((x - eyesX) / unit / HALF_WIDTH, (v - BELOW_EYES) / HALF_HEIGHT);
                    int i = y * width + x;
                    alpha.data()[i] = Math.max(alpha.data()[i], (float) Math.clamp(inside * STEEPNESS, 0, 1));
                }
            }
        });
    }
}
