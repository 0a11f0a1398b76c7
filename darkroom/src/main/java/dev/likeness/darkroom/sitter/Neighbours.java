package dev.likeness.darkroom.sitter;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.List;

/**
 * Cuts the people beside the sitter off a matte that holds them together. A pixel is that person's to whom it is nearest,
 * in their own face widths, measured to the line from between the eyes down through the body; so shoulders that touch part
 * half way. What is printed on the sitter's own clothes stays theirs.
 */
final class Neighbours {
    /** The line is so long, face widths: down to where portraits end. */
    private static final double BODY = 4;
    /** Over this difference of distances the matte fades, face widths. */
    private static final double FADE = 0.06;

    private Neighbours() {}

    /** A person's line, in the pixels of the matte. */
    private record Axis(double x, double y, double width, double downX, double downY) {
        static Axis of(Face face) {
            double dx = face.mesh().chin().x() - face.eyesX();
            double dy = face.mesh().chin().y() - face.eyesY();
            double length = Math.max(1e-6, Math.hypot(dx, dy));
            return new Axis(face.eyesX(), face.eyesY(), face.width(), dx / length, dy / length);
        }

        /** Distance of a place, face widths. */
        double distance(double px, double py) {
            double along = Math.clamp((px - x) * downX + (py - y) * downY, 0, BODY * width);
            return Math.hypot(px - x - along * downX, py - y - along * downY) / width;
        }
    }

    /** @param all the faces of the photo, the sitter's among them */
    static void cutOff(Matte matte, Face sitter, List<Face> all) {
        Axis own = Axis.of(sitter.on(matte.fromPhoto()));
        List<Axis> others = all.stream().filter(face -> !face.equals(sitter))
                .map(face -> Axis.of(face.on(matte.fromPhoto()))).toList();
        if (others.isEmpty()) {
            return;
        }
        Raster alpha = matte.alpha();
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < alpha.width(); x++) {
                    int i = y * alpha.width() + x;
                    if (alpha.data()[i] > 0) {
                        double mine = own.distance(x + 0.5, y + 0.5);
                        double least = Double.MAX_VALUE;
                        for (Axis other : others) {
                            least = Math.min(least, other.distance(x + 0.5, y + 0.5));
                        }
                        alpha.data()[i] *= (float) Math.clamp((least - mine) / FADE + 0.5, 0, 1);
                    }
                }
            }
        });
    }
}
