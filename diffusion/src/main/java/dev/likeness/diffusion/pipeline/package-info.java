/**
 * An open model, and the making of one picture. May import everything but {@code engine}, {@code check} and {@code
 * hub}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.pipeline;
