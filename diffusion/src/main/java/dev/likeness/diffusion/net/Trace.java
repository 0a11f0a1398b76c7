package dev.likeness.diffusion.net;

import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Value;

/** Whether the inside of a network is shown as outputs of their own, to find the first that departs. */
public enum Trace {
    OFF, ON;

    void show(Graph graph, String name, Value value, Object... sizes) {
        if (this == ON) {
            graph.output(name, value, sizes);
        }
    }
}
