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
}
