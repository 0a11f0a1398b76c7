package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.net.FloatTensor;

/** Sees what passes between the networks, under the names of the golden cases. */
@FunctionalInterface
public interface Probe {
    /** One that does not look. */
    Probe NONE = (name, value) -> {};

    void saw(String name, FloatTensor value);
}
