package dev.likeness.diffusion.graph;

/** A tensor that flows through a graph, by its name in the model. */
public record Value(String name) {
    /** An optional input that is left out. */
    public static final Value NONE = new Value("");
}
