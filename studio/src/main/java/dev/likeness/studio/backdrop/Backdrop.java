package dev.likeness.studio.backdrop;

import dev.likeness.core.Seed;

/** Something to stand in front of. The same arguments give the same samples, whatever the number of threads. */
@FunctionalInterface
public interface Backdrop {
    /**
     * Paints the ground of a picture of {@code width} x {@code height} pixels.
     *
     * @param focus where the sitter's face will stand, in the picture's pixels
     */
    Scene paint(int width, int height, Seed seed, Focus focus);
}
