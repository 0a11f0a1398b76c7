package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The picture on which the matte is made: the largest area that a portrait can show of the sitter, three face widths to
 * each side of the eyes, from the highest hair to 4.6 face widths below.
 *
 * @param width     pixels
 * @param height    pixels
 * @param fromPhoto where the photo lies in it
 * @param face      the sitter's, in pixels of the photo
 */
record WorkPicture(int width, int height, Placement fromPhoto, Face face) {
    /** Face width, pixels; smaller where the picture would exceed {@link #LARGEST}. */
    private static final double FACE = 160;
    /** Pixels. */
    private static final double LARGEST = 450_000;
    /** Extent beside, above and below the eyes, face widths. */
    private static final double BESIDE = 3;
    private static final double ABOVE = 1.7;
    private static final double BELOW = 4.6;

    static WorkPicture of(NativePicture photo, Face face) {
        double unit = face.width();
        double left = Math.max(0, face.eyesX() - BESIDE * unit);
        double right = Math.min(photo.width(), face.eyesX() + BESIDE * unit);
        double top = Math.max(0, face.eyesY() - ABOVE * unit);
        double bottom = Math.min(photo.height(), face.eyesY() + BELOW * unit);
        double scale = Math.min(FACE / unit, Math.sqrt(LARGEST / ((right - left) * (bottom - top))));
        return new WorkPicture((int) Math.ceil((right - left) * scale), (int) Math.ceil((bottom - top) * scale),
                new Placement(scale, -left * scale, -top * scale), face);
    }

    /** The photo, 0 to 1. */
    Raster draw(NativePicture photo) {
        return photo.sample(fromPhoto, width, height, Interpolation.CUBIC, Border.REPEATED);
    }

    /** Face width here, pixels: the unit of lengths. */
    double unit() {
        return face.width() * fromPhoto.scale();
    }

    double eyesX() {
        return fromPhoto.x(face.eyesX());
    }

    double eyesY() {
        return fromPhoto.y(face.eyesY());
    }
}
