package dev.likeness.darkroom.sitter;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts the people beside the sitter off a matte that holds them together. A pixel is that person's to whom it is nearest,
 * in their own face widths, measured to the line from between the eyes down through the body; so shoulders that touch part
 * half way. What is printed on the sitter's own clothes stays theirs. What hangs together with the sitter's face no longer, an
 * ear of somebody behind them, goes too.
 */
final class Neighbours {
    /** The line is so long, face widths: down to where portraits end. */
    private static final double BODY = 4;
    /** Over this difference of distances the matte fades, face widths. */
    private static final double FADE = 0.06;

    /** Alpha from which a pixel counts as the sitter, and as anybody. */
    private static final float PERSON = 0.4f;
    private static final float LEAST = 0.1f;

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

    /**
     * @param matte  changed in place
     * @param beside the faces of the other people, photo pixels
     * @return places in the photo where the sitter was parted from somebody; no frame should show them
     */
    static List<Face.Point> cutOff(Matte matte, Face sitter, List<Face> beside) {
        if (beside.isEmpty()) {
            return List.of();
        }
        Face here = sitter.on(matte.fromPhoto());
        Axis own = Axis.of(here);
        List<Axis> others = beside.stream().map(face -> Axis.of(face.on(matte.fromPhoto()))).toList();
        Raster alpha = matte.alpha();
        boolean[] parted = new boolean[alpha.data().length];
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
                        parted[i] = alpha.data()[i] > PERSON && Math.abs(least - mine) < FADE / 2;
                        alpha.data()[i] *= (float) Math.clamp((least - mine) / FADE + 0.5, 0, 1);
                    }
                }
            }
        });
        boolean[] kept = connected(alpha, here);
        Placement toPhoto = matte.fromPhoto().inverse();
        List<Face.Point> places = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (!kept[i]) {
                alpha.data()[i] = 0;
            } else if (parted[i]) {
                places.add(new Face.Point(toPhoto.x(i % alpha.width() + 0.5), toPhoto.y(i / alpha.width() + 0.5)));
            }
        }
        return places;
    }

    /** What hangs together with the face. */
    private static boolean[] connected(Raster alpha, Face face) {
        boolean[] reached = new boolean[alpha.data().length];
        Deque<Integer> next = new ArrayDeque<>();
        int x = (int) Math.clamp(face.mesh().nose().x(), 0, alpha.width() - 1.0);
        int y = (int) Math.clamp(face.mesh().nose().y(), 0, alpha.height() - 1.0);
        reached[y * alpha.width() + x] = true;
        next.add(y * alpha.width() + x);
        while (!next.isEmpty()) {
            int at = next.remove();
            for (int side = 0; side < 4; side++) {
                int column = at % alpha.width() + (side == 0 ? -1 : side == 1 ? 1 : 0);
                int row = at / alpha.width() + (side == 2 ? -1 : side == 3 ? 1 : 0);
                int there = row * alpha.width() + column;
                if (column >= 0 && row >= 0 && column < alpha.width() && row < alpha.height() && !reached[there]
                        && alpha.data()[there] > LEAST) {
                    reached[there] = true;
                    next.add(there);
                }
            }
        }
        return reached;
    }
}
