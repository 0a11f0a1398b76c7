/**
 * From photos to the input of the picture encoder, and back. Imports nothing of this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.picture;
