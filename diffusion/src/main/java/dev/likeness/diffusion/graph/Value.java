package dev.likeness.diffusion.graph;

import dev.likeness.diffusion.weights.ElementType;

/** A tensor in a graph, with its name in the model. */
public record Value(String name, ElementType type) {}
