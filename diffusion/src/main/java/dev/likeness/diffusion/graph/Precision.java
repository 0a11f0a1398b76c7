package dev.likeness.diffusion.graph;

import dev.likeness.diffusion.weights.ElementType;

/** What a graph computes in. */
public enum Precision {
    /** F32 throughout. */
    F32(ElementType.F32),
    /** BF16, but for what is asked for in F32: for graphics cards. */
    BF16(ElementType.BF16),
    /**
     * The graph of {@link #BF16} for processors, whose runtime lacks kernels of it: every operator is given F32 and its
     * result is rounded to BF16, as a card does that sums in F32. To prove BF16 where there is no card.
     */
    ROUNDED(ElementType.BF16);

    private final ElementType type;

    Precision(ElementType type) {
        this.type = type;
    }

    /** How numbers are held between operators. */
    public ElementType type() {
        return type;
    }
}
