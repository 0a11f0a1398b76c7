package dev.likeness.core;

import java.util.List;

/**
 * A finished portrait, not yet encoded.
 *
 * @param bgr   8-bit sRGB samples, rows top to bottom, {@code width * height * 3} bytes in the order B, G, R
 * @param notes what was understood, what was not, what the client should know
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Rendering(int width, int height, byte[] bgr, List<Note> notes) {
    public Rendering {
        if (bgr.length != width * height * 3) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width + "x" + height + " BGR pixels");
        }
        notes = List.copyOf(notes);
    }
}
