package dev.likeness.darkroom.matte;

/**
 * How far a matte can be trusted, from what is known without the truth. A fault is a piece in the wrong place, so each
 * sign is the area of all that is in doubt and thicker than an edge, in squared face widths; 0 for a matte without doubt.
 *
 * @param hesitation    where the mean of the network's answers is neither person nor ground: it wavers, or its answers to
 *                      the mirrored picture and to another size of the face box differ
 * @param contradiction where a colour model of person and ground, learned nearby, says the opposite of the matte
 */
public record Trust(double hesitation, double contradiction) {
    /** Weights of a logistic regression on the evaluation set and on judged photos, see docs/portrait-net.md. */
    private static final double[] WEIGHTS = {0.90, 0.29};
    private static final double BIAS = -1.37;
    /** Above it one clean matte of a hundred is refused, and about half of the faulty ones are. */
    private static final double THRESHOLD = 1.9;
    /** Area of an ear, squared face widths: the scale on which pieces count. */
    private static final double EAR = 0.016;

    /** Logarithm of the odds that the matte has a fault that everybody sees. */
    public double doubt() {
        return BIAS + WEIGHTS[0] * scaled(hesitation) + WEIGHTS[1] * scaled(contradiction);
    }

    /** Whether the sitter may be put before another ground. */
    public boolean isFirm() {
        return doubt() <= THRESHOLD;
    }

    /** Tenfold areas count alike: {@code ln(1 + 10 area / ear)}. */
    private static double scaled(double area) {
        return Math.log1p(10 * area / EAR);
    }
}
