/**
 * Finding the one face of a photo. A photo comes in, a {@link dev.likeness.darkroom.face.Face} goes out, or a refusal
 * that says why. May import {@code pixel} and core, and, beside {@code pixel} alone, OpenCV: its networks are fed with
 * matrices.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.face;
