/**
 * The klein engine: FLUX.2 [klein] from its official checkpoint folder, without an export step and without Python.
 * Each package is one stage: {@code weights} (safetensors), {@code config} (what the folder says of itself), {@code
 * graph} (ONNX in memory), {@code net} (the networks as graphs, and their sessions), {@code text}, {@code sample},
 * {@code picture} (what happens to words, numbers and pixels between them), {@code pipeline} (all of it in order),
 * {@code engine} (portraits), {@code check} (proof against golden cases) and {@code hub} (getting the weights).
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion;
