package dev.likeness.core;

import dev.likeness.core.document.DocumentReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A finished portrait, not yet encoded.
 *
 * @param bgr        8-bit sRGB samples, rows top to bottom, {@code width * height * 3} bytes in the order B, G, R
 * @param notes      what was understood, what was not, what the client should know
 * @param shortfalls what was ordered and is not in the picture; empty when the order is met in full
 * @param alpha      how much of the sitter each pixel shows, {@code width * height} bytes, the colours not multiplied by it;
 *                   empty for a picture with a background
 * @param report     how it stands to the rules of the identity document that it was ordered for
 * @param place      where the photo lies in it; empty for an engine that paints every pixel anew
 */
@SuppressWarnings("ArrayRecordComponent") // pixels: never compared
public record Rendering(int width, int height, byte[] bgr, List<Note> notes,
        Set<Shortfall> shortfalls, byte[] alpha, Optional<DocumentReport> report, Optional<Photo.Place> place) {
    public Rendering {
        if (bgr.length != width * height * 3) {
            throw new IllegalArgumentException(bgr.length + " bytes for " + width + "x" + height + " BGR pixels");
        }
        if (alpha.length != 0 && alpha.length != width * height) {
            throw new IllegalArgumentException(
                    alpha.length + " bytes of alpha for " + width + "x" + height + " pixels");
        }
        notes = List.copyOf(notes);
        shortfalls = Set.copyOf(shortfalls);
    }

    /** A portrait that shows everything that was ordered. */
    public Rendering(int width, int height, byte[] bgr, List<Note> notes) {
        this(width, height, bgr, notes, Set.of());
    }

    /** A portrait with a background. */
    public Rendering(int width, int height, byte[] bgr, List<Note> notes, Set<Shortfall> shortfalls) {
        this(width, height, bgr, notes, shortfalls, new byte[0], Optional.empty());
    }

    /** A portrait that does not show the photo itself. */
    public Rendering(int width, int height, byte[] bgr, List<Note> notes, Set<Shortfall> shortfalls, byte[] alpha,
            Optional<DocumentReport> report) {
        this(width, height, bgr, notes, shortfalls, alpha, report, Optional.empty());
    }

    /** Whether it has no background. */
    public boolean isTransparent() {
        return alpha.length != 0;
    }

    /** The same portrait with other pixels. */
    public Rendering with(byte[] pixels) {
        return new Rendering(width, height, pixels, notes, shortfalls, alpha, report, place);
    }
}
