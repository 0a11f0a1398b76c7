package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;

/** A painter of a background. The same arguments give the same samples, whatever the number of threads. */
@FunctionalInterface
public interface Backdrop {
    /**
     * Paints the background of a picture of {@code width} x {@code height} pixels.
     *
     * @param focus where the sitter's face will stand, in the picture's pixels
     */
    Scene paint(int width, int height, Seed seed, Focus focus);

    /** The mirror image, for a key light from the right; backgrounds are composed for one from the left. */
    default Backdrop mirrored() {
        return (width, height, seed, focus) -> paint(width, height, seed, focus.mirrored(width)).mirrored();
    }
}
