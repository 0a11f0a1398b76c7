/**
 * Painted backgrounds with the blur of a portrait lens: a size, a {@link dev.likeness.core.Seed} and the place of the
 * sitter's face ({@link dev.likeness.studio.backdrop.Focus}) go in, a {@link dev.likeness.studio.backdrop.Scene} in
 * linear light comes out. May import core, the darkroom's pixels and {@code studio.plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.backdrop;
