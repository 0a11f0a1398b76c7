/**
 * Locates the tensors of a checkpoint: safetensors files come in, named byte ranges of them go out; the data is not
 * read. May import nothing of this module but itself.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.weights;
