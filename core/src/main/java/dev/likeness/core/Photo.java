package dev.likeness.core;

import java.util.List;

/**
 * A decoded input photo, upright, in sRGB.
 *
 * @param bgr    8-bit samples, rows top to bottom, {@code width * height * 3} bytes in the order B, G, R; not to be
 *               modified
 * @param sha256 lower-case hexadecimal digest of the file it was decoded from; names the photo in caches
 * @param notes  what the decoder had to decide, for example that only the first frame of an animation was used
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: compared by sha256, never by equals
public record Photo(int width, int height, byte[] bgr, String sha256, List<Note> notes) {
    public Photo {
        if (bgr.length != width * height * 3) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width + "x" + height + " BGR pixels");
        }
        notes = List.copyOf(notes);
    }

    /** A rectangle of a photo, pixels; it may reach beyond the photo. */
    public record Area(int x, int y, int width, int height) {}

    /**
     * Where the photo lies in a finished portrait, {@code q = scale * turn(p) + (x, y)}: with it the photo is laid under
     * the portrait, to compare both. Pixel (0, 0) covers [0, 1) x [0, 1).
     *
     * @param width  of the upright photo as the engine saw it, pixels
     * @param height likewise
     * @param scale  pixels of the portrait for each pixel of that photo
     * @param angle  of the turn about the photo's upper left corner, radians, clockwise as seen
     * @param x      where that corner lies, pixels of the portrait from its left edge; may be outside
     * @param y      likewise from its upper edge
     */
    public record Place(int width, int height, double scale, double angle, double x, double y) {}
}
