package dev.likeness.diffusion.net;

import dev.likeness.diffusion.graph.Precision;

/** Where a network runs. */
public sealed interface Device {
    /** What is computed in there. */
    Precision precision();

    /**
     * Asks whether it is there.
     *
     * @throws dev.likeness.core.PortraitException.InvalidRequest that says what is missing
     */
    default void require() {}

    /** Bytes that weights may take there besides what is computed with them, as far as the device itself tells. */
    default long room() {
        return Long.MAX_VALUE;
    }

    /**
     * The processors.
     *
     * @param threads 0 for one a core
     */
    record Processors(int threads) implements Device {
        @Override
        public Precision precision() {
            return Precision.F32;
        }

        @Override
        public String toString() {
            return "processors";
        }
    }

    /**
     * The processors in the place of a card: the same graph, every result rounded to BF16. For proofs; slow.
     *
     * @param threads 0 for one a core
     */
    record StandIn(int threads) implements Device {
        @Override
        public Precision precision() {
            return Precision.ROUNDED;
        }

        @Override
        public String toString() {
            return "processors in the place of a card";
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
        public Precision precision() {
            return wide ? Precision.F32 : Precision.BF16;
        }

        /** What pictures of 1024 x 1024 with a reference take besides the weights, all networks' pools together. */
        private static final long WORK = 14L << 30;

        @Override
        public void require() {
            CudaDevices.require(index);
        }

        @Override
        public long room() {
            return CudaDevices.free(index) - WORK;
        }

        @Override
        public String toString() {
            return "card " + index;
        }
    }
}
