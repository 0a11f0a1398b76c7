/**
 * Writes ONNX models in memory: operators are added one after the other; the result is a model whose initializers are
 * byte ranges of safetensors files. May import {@code weights}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.graph;
