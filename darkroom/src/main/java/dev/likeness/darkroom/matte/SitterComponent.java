package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;

/** Keeps the connected piece of a matte that contains the face, and removes other people and separate things. */
final class SitterComponent {
    /** How far the soft edge of the piece reaches beyond its half-way contour, face widths. */
    private static final double EDGE = 0.09;
    /** Where the pieces are counted: half a width beside the eyes, above and below them, face widths. */
    private static final double BESIDE = 0.3;
    private static final double ABOVE = 0.2;
    private static final double BELOW = 0.6;
    /** Pieces with higher numbers lie too far down to hold the face. */
    private static final int MOST_PIECES = 64;

    private SitterComponent() {}

    /** Clears alpha away from the sitter; leaves it where no piece holds the face. */
    static void keep(Raster alpha, WorkPicture work) {
        int[] pieces = Mask.where(alpha, a -> a > 0.5f).pieces();
        int sitter = atFace(pieces, work);
        if (sitter == 0) {
            return;
        }
        Mask sharp = new Mask(alpha.width(), alpha.height(), new byte[pieces.length]);
        for (int i = 0; i < pieces.length; i++) {
            sharp.samples()[i] = pieces[i] == sitter ? Mask.SET : 0;
        }
        Mask kept = sharp.dilated(StructuringElement.disc(2 * (int) Math.round(EDGE * work.unit()) + 1));
        for (int i = 0; i < pieces.length; i++) {
            if (!kept.isSet(i)) {
                alpha.data()[i] = 0;
            }
        }
    }

    /** The piece with most pixels in the face; 0 for none. */
    private static int atFace(int[] pieces, WorkPicture work) {
        int[] votes = new int[MOST_PIECES];
        double unit = work.unit();
        int eyesX = (int) work.eyesX();
        int eyesY = (int) work.eyesY();
        for (int y = Math.max(0, (int) (eyesY - ABOVE * unit)); y < Math.min(work.height(),
                eyesY + BELOW * unit); y++) {
            for (int x = Math.max(0, (int) (eyesX - BESIDE * unit)); x < Math.min(work.width(),
                    eyesX + BESIDE * unit); x++) {
                int piece = pieces[y * work.width() + x];
                if (piece > 0 && piece < votes.length) {
                    votes[piece]++;
                }
            }
        }
        int sitter = 0;
        for (int k = 1; k < votes.length; k++) {
            sitter = votes[k] > votes[sitter] ? k : sitter;
        }
        return sitter;
    }
}
