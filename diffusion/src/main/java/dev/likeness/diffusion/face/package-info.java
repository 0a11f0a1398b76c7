/**
 * Similarity of faces: pictures and the faces found in them come in, numbers from -1 to 1 go out, computed by a model
 * that the user supplies. May import {@code picture}, core and darkroom.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.face;
