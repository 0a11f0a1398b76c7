package dev.likeness.imaging.resample;

/**
 * The weights of one axis: which source samples make each sample of a resampled line, and how much each counts. Sample
 * {@code i} of the result is the sum of {@code weight(i, t) * source[start(i) + t]} for {@code t} from 0 to
 * {@code count() - 1}. The weights of a sample add up to 1; starts may lie outside the source.
 */
public final class Taps {
    /** How samples between samples are found. */
    public enum Kernel {
        /** Two samples. */
        LINEAR(2),
        /** Four samples, Keys' cubic with a = -0.75: OpenCV's. */
        CUBIC(4),
        /** Eight samples, a windowed sinc. */
        LANCZOS(8);

        private final int count;

        Kernel(int count) {
            this.count = count;
        }

        private double weight(double distance) {
            double x = Math.abs(distance);
            return switch (this) {
                case LINEAR -> Math.max(0, 1 - x);
                case CUBIC -> x < 1
                        ? (1.25 * x - 2.25) * x * x + 1
                        : x < 2 ? ((-0.75 * x + 3.75) * x - 6) * x + 3 : 0;
                case LANCZOS -> x < 1e-9 ? 1 : x < 4 ? sinc(x) * sinc(x / 4) : 0;
            };
        }

        private static double sinc(double x) {
            return Math.sin(Math.PI * x) / (Math.PI * x);
        }
    }

    /** Of the length of a source sample: a smaller overlap is a rounding error of the division. */
    private static final double LEAST_OVERLAP = 1e-6;

    private final int count;
    private final int[] starts;
    private final float[] weights;

    private Taps(int count, int length) {
        this.count = count;
        starts = new int[length];
        weights = new float[count * length];
    }

    /**
     * Interpolation: the source lies in the result as {@code scale * p + shift}, so that sample centres lie at +0.5.
     *
     * @param length samples of the result
     */
    public static Taps interpolating(Kernel kernel, int length, double scale, double shift) {
        Taps taps = new Taps(kernel.count, length);
        double[] weights = new double[kernel.count];
        for (int i = 0; i < length; i++) {
            double at = (i + 0.5 - shift) / scale - 0.5;
            int start = (int) Math.floor(at) - kernel.count / 2 + 1;
            double sum = 0;
            for (int t = 0; t < kernel.count; t++) {
                weights[t] = kernel.weight(start + t - at);
                sum += weights[t];
            }
            taps.starts[i] = start;
            for (int t = 0; t < kernel.count; t++) {
                taps.weights[i * kernel.count + t] = (float) (weights[t] / sum);
            }
        }
        return taps;
    }

    /**
     * Reduction: each sample of the result is the mean of the stretch of the source that it covers. The last taps of a
     * sample may have no weight and lie behind the end of the source.
     *
     * @param from samples of the source
     * @param to   samples of the result, at most {@code from}
     */
    public static Taps averaging(int from, int to) {
        double step = (double) from / to;
        Taps taps = new Taps((int) Math.ceil(step) + (from % to == 0 ? 0 : 1), to);
        for (int i = 0; i < to; i++) {
            int start = Math.min((int) Math.floor(i * step + LEAST_OVERLAP), from - 1);
            taps.starts[i] = start;
            for (int t = 0; t < taps.count; t++) {
                double covered = Math.min((i + 1) * step, start + t + 1) - Math.max(i * step, start + t);
                taps.weights[i * taps.count + t] = covered < LEAST_OVERLAP ? 0 : (float) (covered / step);
            }
        }
        return taps;
    }

    /** Samples of the resampled line. */
    public int length() {
        return starts.length;
    }

    /** Source samples that make one sample. */
    public int count() {
        return count;
    }

    /** The first source sample of sample {@code i}. */
    public int start(int i) {
        return starts[i];
    }

    /** The weight of source sample {@code start(i) + t} in sample {@code i}. */
    public float weight(int i, int t) {
        return weights[i * count + t];
    }

    /** The first source sample that any result needs. */
    public int first() {
        return starts[0];
    }

    /** Behind the last source sample that any result needs. */
    public int end() {
        return starts[starts.length - 1] + count;
    }

    /**
     * Resamples a line.
     *
     * @param line   source samples from {@link #first()} to {@link #end()}, channels interleaved
     * @param result {@code length() * channels} samples, overwritten
     */
    public void apply(float[] line, int channels, float[] result) {
        for (int x = 0; x < starts.length; x++) {
            int at = (starts[x] - starts[0]) * channels;
            if (channels == 3) {
                float b = 0;
                float g = 0;
                float r = 0;
                for (int t = x * count; t < (x + 1) * count; t++, at += 3) {
                    float weight = weights[t];
                    b += weight * line[at];
                    g += weight * line[at + 1];
                    r += weight * line[at + 2];
                }
                result[3 * x] = b;
                result[3 * x + 1] = g;
                result[3 * x + 2] = r;
            } else {
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int t = 0; t < count; t++) {
                        sum += weights[x * count + t] * line[at + t * channels + c];
                    }
                    result[x * channels + c] = sum;
                }
            }
        }
    }
}
