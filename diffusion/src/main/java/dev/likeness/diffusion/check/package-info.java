/**
 * Proof that a model folder and this machine give what the reference gave: golden cases come in, the largest
 * difference of every tensor goes out. May import everything but {@code engine} and {@code hub}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.check;
