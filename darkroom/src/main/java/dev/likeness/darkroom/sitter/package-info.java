/**
 * The analysis of the person in a photo, before rendering. A decoded photo comes in, a {@link
 * dev.likeness.darkroom.sitter.Sitter} goes out, computed once for each photo. May import {@code face}, {@code matte},
 * {@code pixel} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.sitter;
