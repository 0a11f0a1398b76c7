/**
 * What is known of the person in a photo before anything is rendered. A decoded photo comes in, a {@link
 * dev.likeness.darkroom.sitter.Sitter} goes out, computed once a photo. May import {@code face}, {@code matte}, {@code
 * pixel} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.sitter;
