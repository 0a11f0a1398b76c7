/**
 * Proof and measure of the engine klein where there are no weights: folders of random ones in any size come in or are
 * made, differences and times go out. May import {@code diffusion} and {@code core}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.bench.klein;
