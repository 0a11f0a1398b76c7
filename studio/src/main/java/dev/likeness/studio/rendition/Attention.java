package dev.likeness.studio.rendition;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import dev.likeness.darkroom.retouch.FaceMap;

/**
 * How much detail each place gets: 1 at eyes and mouth, {@link #FACE} on the face, {@link #SITTER} on hair and clothes,
 * 0 on the background. The likeness depends most on the first two.
 */
final class Attention {
    static final float FACE = 0.7f;
    static final float SITTER = 0.3f;

    private static final int REDUCTION = 4;

    private Attention() {}

    /** One channel, 0..1, the size of the portrait. */
    static Raster of(Portrait portrait) {
        int width = Math.max(8, portrait.width() / REDUCTION);
        int height = Math.max(8, portrait.height() / REDUCTION);
        Raster small = Filters.reduced(portrait.alpha(), width, height);
        Face face = portrait.face().on(new Placement((double) width / portrait.width(), 0, 0));
        FaceMap map = new FaceMap(face);
        Rows.parallel(height, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    double u = map.x(x + 0.5, y + 0.5);
                    double v = map.y(x + 0.5, y + 0.5);
                    int i = y * width + x;
                    double inside = FaceMap.oval(u, v);
                    double features = Math.max(Math.max(FaceMap.eyes(u, v), 0.75 * FaceMap.brows(u, v)),
                            Math.max(map.lips(u, v), 0.6 * FaceMap.nostrils(u, v)));
                    double look = SITTER + inside * (FACE - SITTER + features * (1 - FACE));
                    small.data()[i] = (float) (look * Math.clamp(small.data()[i], 0f, 1f));
                }
            }
        });
        return Filters.enlarged(Filters.gauss(small, 0.02 * face.width()), portrait.width(), portrait.height(),
                Interpolation.LINEAR);
    }
}
