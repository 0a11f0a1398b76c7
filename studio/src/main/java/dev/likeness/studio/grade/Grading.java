package dev.likeness.studio.grade;

import dev.likeness.core.Seed;
import dev.likeness.studio.backdrop.Focus;

/**
 * What a grade needs to know of the picture.
 *
 * @param focus    the sitter's face: the vignette leaves it alone, bloom is scaled by it
 * @param seed     of the grain
 * @param grain    whether to lay film grain over the picture
 * @param vignette whether to darken away from the face
 */
public record Grading(Focus focus, Seed seed, boolean grain, boolean vignette) {}
