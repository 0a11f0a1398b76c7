package dev.likeness.darkroom.matte;

/**
 * The trust in a matte, estimated without ground truth. A fault is a piece in the wrong place, so each sign is the area
 * of doubtful pieces thicker than an edge, in squared face widths; 0 for a matte without doubt.
 *
 * @param hesitation    where neither network is decided: the matting network is undecided, or its answers to the
 *                      mirrored picture and to another size of the face box differ, and the segmentation is undecided
 *                      too
 * @param settled       where the matting network was undecided and the segmentation decided
 * @param contradiction where a colour model of person and background, learned nearby, contradicts the matte
 * @param extra         where the matte has a person and the segmentation certainly has none
 */
public record Trust(double hesitation, double settled, double contradiction, double extra) {
    /** Area of an ear, squared face widths: the scale on which pieces count. */
    private static final double EAR = 0.016;
    /**
     * Weights of the other signs relative to hesitation. The segmentation decides most doubts rightly, takes hats and
     * big hair for background more often than the matte takes background for a person, and colours contradict every
     * pattern. See docs/portrait-net.md.
     */
    private static final double SETTLED = 0.2;
    private static final double CONTRADICTION = 0.25;
    private static final double EXTRA = 0.2;
    /** In ears. Below it most faults disturb a customer less than getting another background than they ordered. */
    private static final double THRESHOLD = 6;

    /** Area that is probably wrong, ears. */
    public double doubt() {
        return (hesitation + SETTLED * settled + CONTRADICTION * contradiction + EXTRA * extra) / EAR;
    }

    /** Whether the sitter may be put before another background. */
    public boolean isFirm() {
        return doubt() <= THRESHOLD;
    }
}
