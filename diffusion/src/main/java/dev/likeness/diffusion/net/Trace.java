package dev.likeness.diffusion.net;

import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Value;

/** Whether intermediate tensors become outputs, to find the first that differs from the reference. */
public enum Trace {
    OFF, ON;

    void show(Graph graph, String name, Value value, Object... sizes) {
        if (this == ON) {
            graph.output(name, value, sizes);
        }
    }
}
