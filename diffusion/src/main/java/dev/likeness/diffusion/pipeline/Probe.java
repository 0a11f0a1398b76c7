package dev.likeness.diffusion.pipeline;

import dev.likeness.diffusion.net.FloatTensor;

/** Receives the tensors between the networks, under their names in the golden cases. */
@FunctionalInterface
public interface Probe {
    /** A probe that ignores everything. */
    Probe NONE = new Probe() {
        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public void record(String name, FloatTensor value) {}
    };

    /** Whether it needs tensors at all; otherwise those that are computed for probes only are left out. */
    default boolean isActive() {
        return true;
    }

    void record(String name, FloatTensor value);
}
