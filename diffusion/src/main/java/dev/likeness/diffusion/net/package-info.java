/**
 * The networks (text encoder, transformer, picture encoder and decoder) as ONNX graphs, and the sessions that run them.
 * May import {@code config}, {@code graph} and {@code weights}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.net;
