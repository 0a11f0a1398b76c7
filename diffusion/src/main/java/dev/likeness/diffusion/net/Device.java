package dev.likeness.diffusion.net;

import dev.likeness.diffusion.weights.ElementType;

/** Where a network runs. */
public sealed interface Device {
    /** What is computed in there. */
    ElementType compute();

    /**
     * The processors.
     *
     * @param threads 0 for one a core
     */
    record Processors(int threads) implements Device {
        @Override
        public ElementType compute() {
            return ElementType.F32;
        }

        @Override
        public String toString() {
            return "processors";
        }
    }

    /**
     * An NVIDIA card.
     *
     * @param index  the driver's number of it
     * @param memory most bytes that one network may take there; 0 for no limit
     * @param wide   whether to compute in F32 there, to compare with
     */
    record Card(int index, long memory, boolean wide) implements Device {
        @Override
        public ElementType compute() {
            return wide ? ElementType.F32 : ElementType.BF16;
        }

        @Override
        public String toString() {
            return "card " + index;
        }
    }
}
