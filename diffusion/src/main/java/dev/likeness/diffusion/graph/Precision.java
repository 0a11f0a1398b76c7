package dev.likeness.diffusion.graph;

import dev.likeness.diffusion.weights.ElementType;

/** The number format in which a graph computes. */
public enum Precision {
    /** F32 throughout. */
    F32(ElementType.F32),
    /** BF16, except where F32 is required: for GPUs. */
    BF16(ElementType.BF16),
    /**
     * {@link #BF16} emulated on the CPU, for which ONNX Runtime lacks BF16 kernels: every operator computes in F32 and
     * its result is rounded to BF16, like a GPU that accumulates in F32. For tests without a GPU.
     */
    ROUNDED(ElementType.BF16);

    private final ElementType type;

    Precision(ElementType type) {
        this.type = type;
    }

    /** The type of values between operators. */
    public ElementType type() {
        return type;
    }
}
