/**
 * Where the numbers of a checkpoint lie: safetensors files come in, named byte ranges of them go out; the numbers
 * themselves stay on disk. May import nothing of this module but itself.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.weights;
