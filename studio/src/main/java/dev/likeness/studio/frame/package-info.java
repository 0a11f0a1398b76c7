/**
 * Where the sitter stands on the canvas, and everything that has to be continued beyond the photo. A sitter and the
 * size asked for come in, a placement goes out; nothing is ever stretched. May import the darkroom and {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.frame;
