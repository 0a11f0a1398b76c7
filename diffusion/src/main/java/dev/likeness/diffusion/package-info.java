/**
 * The klein engine: FLUX.2 [klein] from its official checkpoint folder, without an export step and without Python. Each
 * package is one stage: {@code weights} (safetensors), {@code config} (the folder's configuration), {@code graph} (ONNX
 * in memory), {@code net} (the networks as graphs, and their sessions), {@code text}, {@code sample}, {@code picture}
 * (words, numbers and pixels between the networks), {@code face} (similarity of faces), {@code pipeline} (an open
 * model), {@code engine} (portraits), {@code check} (comparison with golden cases) and {@code hub} (downloads).
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.diffusion;
