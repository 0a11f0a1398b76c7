package dev.likeness.diffusion.graph;

import dev.likeness.diffusion.weights.ElementType;

/** A tensor that flows through a graph, by its name in the model. */
public record Value(String name, ElementType type) {}
