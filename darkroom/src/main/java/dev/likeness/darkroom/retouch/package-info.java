/**
 * Retouching skin and faces on the canvas. A photo placed on the canvas and the face's place come in; the same picture,
 * retouched, goes out. May import {@code pixel} and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.retouch;
