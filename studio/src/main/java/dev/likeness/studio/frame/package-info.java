/**
 * Where the sitter stands on the canvas, and the background that has to be continued beyond the photo. A sitter and the
 * size asked for come in, a placement goes out; nothing is ever stretched or mirrored. May import the darkroom,
 * {@code plan}, {@code light} and the lens of {@code backdrop}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.frame;
