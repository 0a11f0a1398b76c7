package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.net.FloatTensor;

/** Sees what passes between the networks, under the names of the golden cases. */
@FunctionalInterface
public interface Probe {
    /** One that does not look. */
    Probe NONE = new Probe() {
        @Override
        public boolean looks() {
            return false;
        }

        @Override
        public void saw(String name, FloatTensor value) {}
    };

    /** Whether anybody looks, so that things are computed only to be seen. */
    default boolean looks() {
        return true;
    }

    void saw(String name, FloatTensor value);
}
