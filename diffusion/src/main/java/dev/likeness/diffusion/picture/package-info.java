/**
 * From photos to the numbers that the picture encoder takes, and back. Imports nothing of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.picture;
