/**
 * How much two faces are one person's. Pictures and the faces found in them come in, numbers between -1 and 1 go out, by a
 * model that the user supplies. May import {@code picture}, core and darkroom.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.face;
