package dev.likeness.core;

import java.util.List;
import java.util.Set;

/**
 * A finished portrait, not yet encoded.
 *
 * @param bgr        8-bit sRGB samples, rows top to bottom, {@code width * height * 3} bytes in the order B, G, R
 * @param notes      what was understood, what was not, what the client should know
 * @param shortfalls what was ordered and is not in the picture; empty when the order is met in full
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Rendering(int width, int height, byte[] bgr, List<Note> notes,
        Set<Shortfall> shortfalls) {
    public Rendering {
        if (bgr.length != width * height * 3) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width + "x" + height + " BGR pixels");
        }
        notes = List.copyOf(notes);
        shortfalls = Set.copyOf(shortfalls);
    }

    /** A portrait that shows everything that was ordered. */
    public Rendering(int width, int height, byte[] bgr, List<Note> notes) {
        this(width, height, bgr, notes, Set.of());
    }
}
