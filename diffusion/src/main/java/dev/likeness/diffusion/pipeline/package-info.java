/**
 * A model that is open, and one picture made with it. May import everything but {@code engine}, {@code check} and
 * {@code hub}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.pipeline;
