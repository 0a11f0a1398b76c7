package dev.likeness.darkroom.matte;

/**
 * How far a matte can be trusted, from what is known without the truth. A fault is a piece in the wrong place, so each
 * sign is the area of all that is in doubt and thicker than an edge, in squared face widths; 0 for a matte without doubt.
 *
 * @param hesitation    where neither network is decided: the matting network wavers, or its answers to the mirrored picture
 *                      and to another size of the face box differ, and the segmentation does not settle it
 * @param settled       where the matting network wavered and the segmentation settled it
 * @param contradiction where a colour model of person and ground, learned nearby, says the opposite of the matte
 * @param extra         where the matte has a person and the segmentation surely none
 */
public record Trust(double hesitation, double settled, double contradiction, double extra) {
    /** Area of an ear, squared face widths: the scale on which pieces count. */
    private static final double EAR = 0.016;
    /**
     * What an ear of each sign weighs beside one of hesitation. The segmentation settles most doubts rightly, takes hats and
     * big hair for background more often than the matte takes background for a person, and colours contradict every pattern.
     * See docs/portrait-net.md.
     */
    private static final double SETTLED = 0.2;
    private static final double CONTRADICTION = 0.25;
    private static final double EXTRA = 0.2;
    /** In ears. Below it most faults are smaller than what a customer minds more than a background that they did not order. */
    private static final double THRESHOLD = 6;

    /** Area that is probably wrong, ears. */
    public double doubt() {
        return (hesitation + SETTLED * settled + CONTRADICTION * contradiction + EXTRA * extra) / EAR;
    }

    /** Whether the sitter may be put before another ground. */
    public boolean isFirm() {
        return doubt() <= THRESHOLD;
    }
}
