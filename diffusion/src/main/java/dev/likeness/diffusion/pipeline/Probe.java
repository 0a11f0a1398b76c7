package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.net.FloatTensor;

/** Is shown what passes between the networks, under the names of the golden cases. */
@FunctionalInterface
public interface Probe {
    /** A probe that looks at nothing. */
    Probe NONE = new Probe() {
        @Override
        public boolean looks() {
            return false;
        }

        @Override
        public void saw(String name, FloatTensor value) {}
    };

    /** Whether anything is looked at, so that what is computed only for a probe can be left out. */
    default boolean looks() {
        return true;
    }

    void saw(String name, FloatTensor value);
}
