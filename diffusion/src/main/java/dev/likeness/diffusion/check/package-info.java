/**
 * Checks that a model folder gives the same results on this machine as the reference implementation: golden cases come
 * in, the largest difference of every tensor goes out. May import everything but {@code engine} and {@code hub}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.check;
