package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

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
    private static final int BINS = 12;

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

    /**
     * @param alpha the network's mean answer
     * @param unit  face width, pixels
     */
    static double hesitation(Raster alpha, double unit) {
        byte[] doubtful = new byte[alpha.data().length];
        for (int i = 0; i < doubtful.length; i++) {
            doubtful[i] = (byte) (alpha.data()[i] > 0.2f && alpha.data()[i] < 0.8f ? 255 : 0);
        }
        return area(doubtful, alpha.width(), 5, unit);
    }

    /**
     * Colour histograms of what the matte calls person and ground, one pair a quarter of the picture, judge the pixels
     * up to a quarter of a face width off the contour.
     *
     * @param known 1 inside the photo
     * @param unit  face width, pixels
     */
    static double contradiction(Raster colours, Raster alpha, Raster known, double unit) {
        int width = alpha.width();
        int height = alpha.height();
        float[] soft;
        try (PointerScope _ = new PointerScope()) {
            soft = Raster.of(Filters.box(alpha.toMat(), (int) Math.round(0.2 * unit))).data();
        }
        int[] bin = new int[alpha.data().length];
        float[][] person = new float[4][BINS * BINS * BINS];
        float[][] ground = new float[4][BINS * BINS * BINS];
        for (int i = 0; i < bin.length; i++) {
            bin[i] = bin(colours.data(), 3 * i);
            int quarter = quarter(i, width, height);
            person[quarter][bin[i]] += known.data()[i] * alpha.data()[i];
            ground[quarter][bin[i]] += known.data()[i] * (1 - alpha.data()[i]);
        }
        byte[] doubtful = new byte[bin.length];
        for (int i = 0; i < bin.length; i++) {
            float a = alpha.data()[i];
            if (known.data()[i] > 0 && soft[i] > 0.03f && soft[i] < 0.97f && (a < 0.3f || a > 0.7f)) {
                int quarter = quarter(i, width, height);
                double p = person[quarter][bin[i]] + 1;
                double g = ground[quarter][bin[i]] + 1;
                doubtful[i] = (byte) ((a > 0.5f ? p : g) < 0.25 * (p + g) ? 255 : 0);
            }
        }
        return area(doubtful, width, 3, unit);
    }

    private static int quarter(int i, int width, int height) {
        return 2 * (2 * (i / width) / height) + 2 * (i % width) / width;
    }

    private static int bin(float[] colours, int at) {
        int bin = 0;
        for (int c = 0; c < 3; c++) {
            bin = bin * BINS + Math.clamp((int) (colours[at + c] * BINS), 0, BINS - 1);
        }
        return bin;
    }

    /** Area that a square brush of {@code thick} pixels can paint without leaving the mask, squared units. */
    private static double area(byte[] mask, int width, int thick, double unit) {
        try (PointerScope _ = new PointerScope()) {
            Mat pieces = new Mat(mask.length / width, width, opencv_core.CV_8U);
            pieces.data().put(mask, 0, mask.length);
            opencv_imgproc.morphologyEx(pieces, pieces, opencv_imgproc.MORPH_OPEN,
                    opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(thick, thick)));
            return opencv_core.countNonZero(pieces) / (unit * unit);
        }
    }
}
