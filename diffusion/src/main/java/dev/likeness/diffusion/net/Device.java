package dev.likeness.diffusion.net;

import dev.likeness.diffusion.graph.Precision;

/** Where a network runs. */
public sealed interface Device {
    /** The precision of graphs on this device. */
    Precision precision();

    /**
     * Checks that the device is available.
     *
     * @throws dev.likeness.core.PortraitException.InvalidRequest when it is not; the message says what is missing
     */
    default void require() {}

    /** Bytes for weights, beside the memory for computations, as far as the device reports it. */
    default long room() {
        return Long.MAX_VALUE;
    }

    /**
     * The CPU.
     *
     * @param threads 0 for one for each core
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
     * The CPU in place of a GPU: the same graph, with every result rounded to BF16. For tests; slow.
     *
     * @param threads 0 for one for each core
     */
    record RoundedProcessors(int threads) implements Device {
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
     * An NVIDIA GPU.
     *
     * @param index  the driver's index of it
     * @param memory most bytes for one network; 0 for no limit
     * @param wide   whether to compute in F32, for comparisons
     */
    record Card(int index, long memory, boolean wide) implements Device {
        @Override
        public Precision precision() {
            return wide ? Precision.F32 : Precision.BF16;
        }

        /**
         * Memory for pictures of 1024 x 1024 with a reference, besides the weights, in the pools of all networks
         * together.
         */
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
