/**
 * Getting weights: a model's name comes in, its folder goes out. Imports nothing of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.hub;
