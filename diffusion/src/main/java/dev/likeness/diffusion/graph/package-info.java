/**
 * ONNX models in memory: operators come in one after the other, the bytes of a model go out whose initializers are
 * byte ranges of safetensors files. May import {@code weights}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion.graph;
