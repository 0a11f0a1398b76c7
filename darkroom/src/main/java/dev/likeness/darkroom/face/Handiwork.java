package dev.likeness.darkroom.face;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Traces of brush, pencil, graver and filter in the skin of a face: what a photo shows at four scales, and what a hand makes of
 * it. Strokes run along one direction where pores and grain run along none
 * (coherence of the structure tensor, Bigun and Granlund 1987); paint is flat between steep edges, so its bands are more
 * peaked than a photo's. Neither colours nor hair and background count: with them a person with dark skin, red lips and dense
 * curls before a white wall was taken for a picture.
 *
 * <p>The weights of the traces are fitted by {@code training/pictures.py} on pictures of some sitters and some techniques;
 * docs/performance.md has what they tell of other sitters and other techniques.
 */
final class Handiwork {
    private static final int SIDE = FaceTexture.SIDE;
    /** Standard deviations of the blurs between which the bands lie, pixels of the square. */
    private static final double[] SCALES = {0.7, 1.4, 2.8, 5.6};
    /** The window of the structure tensor, standard deviation in pixels. */
    private static final double WINDOW = 2.5;
    /** A slope below this is flat, 8-bit steps a pixel. */
    private static final double FLAT = 0.5;
    /** Added before logarithms: below it differences are those of rounding. */
    private static final double ROUNDING = 0.1;

    private final float[][] bands = new float[SCALES.length][];
    private final float[] slope = new float[SIDE * SIDE];
    private final float[] fineCoherence;
    private final float[] coarseCoherence;

    private Handiwork(float[] grey) {
        float[] finer = grey;
        for (int i = 0; i < SCALES.length; i++) {
            float[] coarser = gauss(grey, SCALES[i]);
            bands[i] = new float[grey.length];
            for (int j = 0; j < grey.length; j++) {
                bands[i][j] = finer[j] - coarser[j];
            }
            finer = coarser;
        }
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                slope[i] = (float) Math.hypot(grey[i + 1] - grey[i - 1], grey[i + SIDE] - grey[i - SIDE]) / 2;
            }
        }
        fineCoherence = coherence(bands[0], bands[1]);
        coarseCoherence = coherence(bands[1], bands[2]);
    }

    /**
     * @param grey 8-bit brightness of the square
     * @param skin indices of its pixels
     * @return the traces, in the order of the weights
     */
    static List<Double> traces(float[] grey, int[] skin) {
        return new Handiwork(grey).traces(skin);
    }

    private List<Double> traces(int[] where) {
        List<Double> traces = new ArrayList<>();
        for (float[] band : bands) {
            traces.add(Math.log(deviation(where, i -> band[i]) + ROUNDING));
        }
        for (float[] band : List.of(bands[0], bands[1], bands[2])) {
            traces.add(Math.log(kurtosis(where, band)));
        }
        traces.add(mean(where, i -> slope[i] < FLAT ? 1 : 0));
        traces.add(mean(where, i -> slope[i] < 3 * FLAT ? 1 : 0));
        traces.add(weighted(where, fineCoherence, bands[0]));
        traces.add(weighted(where, coarseCoherence, bands[1]));
        traces.add(mean(where, i -> fineCoherence[i]));
        traces.add(mean(where, i -> coarseCoherence[i]));
        return traces;
    }

    /** Of the detail between two scales: 0 without direction, 1 along one. */
    private static float[] coherence(float[] fine, float[] coarse) {
        float[] tensor = new float[3 * SIDE * SIDE];
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int i = y * SIDE + x;
                float dx = fine[i + 1] + coarse[i + 1] - fine[i - 1] - coarse[i - 1];
                float dy = fine[i + SIDE] + coarse[i + SIDE] - fine[i - SIDE] - coarse[i - SIDE];
                tensor[3 * i] = dx * dx;
                tensor[3 * i + 1] = dy * dy;
                tensor[3 * i + 2] = dx * dy;
            }
        }
        float[] smooth = Filters.gauss(new Raster(SIDE, SIDE, 3, tensor), WINDOW).data();
        float[] coherence = new float[SIDE * SIDE];
        for (int i = 0; i < coherence.length; i++) {
            double sum = smooth[3 * i] + smooth[3 * i + 1];
            double difference = Math.hypot(smooth[3 * i] - smooth[3 * i + 1], 2 * smooth[3 * i + 2]);
            coherence[i] = (float) (difference / (sum + ROUNDING));
        }
        return coherence;
    }

    private static float[] gauss(float[] plane, double sigma) {
        return Filters.gauss(new Raster(SIDE, SIDE, 1, plane), sigma).data();
    }

    private static double weighted(int[] where, float[] values, float[] weights) {
        double sum = 0;
        double all = 0;
        for (int i : where) {
            double weight = Math.abs(weights[i]);
            sum += weight * values[i];
            all += weight;
        }
        return sum / Math.max(ROUNDING, all);
    }

    private static double mean(int[] where, IntToDoubleFunction value) {
        return Arrays.stream(where).mapToDouble(value).average().orElse(0);
    }

    private static double deviation(int[] where, IntToDoubleFunction value) {
        double mean = mean(where, value);
        return Math.sqrt(mean(where, i -> square(value.applyAsDouble(i) - mean)));
    }

    private static double kurtosis(int[] where, float[] values) {
        double variance = mean(where, i -> square(values[i])) + square(ROUNDING);
        return mean(where, i -> square(square(values[i]))) / square(variance) + ROUNDING;
    }

    private static double square(double value) {
        return value * value;
    }
}
