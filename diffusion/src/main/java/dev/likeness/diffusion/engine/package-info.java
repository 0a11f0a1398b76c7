/**
 * Portraits: the reference images and the prompt of each mode, and the retouch of the result. May import everything but
 * {@code check} and {@code hub}, and core, imaging and darkroom.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.engine;
