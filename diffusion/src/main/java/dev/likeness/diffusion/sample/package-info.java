/**
 * The arithmetic between the networks: noise schedule, positions and their rotations, latents, noise. Imports nothing
 * of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.sample;
