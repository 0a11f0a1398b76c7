package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;

/**
 * The square in which every sitter has the same position and size for the network: side 3.4 face widths, centred on the
 * eyes' midpoint, the eye line at 1.35/3.4 of the height. Trained in this frame, the network knows where heads and
 * shoulders are.
 */
final class CanonicalFrame {
    /** Side of the frame, face widths. */
    static final double SIDE = 3.4;
    /** Height of the frame above the eye line, face widths. */
    static final double ABOVE = 1.35;

    private CanonicalFrame() {}

    /** Where the photo lies in a frame of {@code side} pixels. */
    static Placement of(Face face, int side) {
        double scale = side / (SIDE * face.width());
        return new Placement(scale, side / 2.0 - scale * face.eyesX(), side * ABOVE / SIDE - scale * face.eyesY());
    }
}
