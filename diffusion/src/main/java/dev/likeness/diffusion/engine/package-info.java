/**
 * Portraits: what each mode shows the model, what it says to it, and what is done to the picture afterwards. May import
 * everything but {@code check} and {@code hub}, and core, imaging and darkroom.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.engine;
