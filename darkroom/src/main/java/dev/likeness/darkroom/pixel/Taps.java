package dev.likeness.darkroom.pixel;

/**
 * Which source samples make each sample of a resampled line, and how much each counts. Sample {@code i} of the result
 * is the sum of {@code weights[i * count + t] * source[starts[i] + t]}; starts may lie outside the source.
 */
final class Taps {
    /** How samples between samples are found. */
    enum Kernel {
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

        /** Samples that make one. */
        int count() {
            return count;
        }

        /**
         * Weights for places between two samples, those for one place after another; sums are 1.
         *
         * @param phases how many places, from one sample to just before the next
         */
        float[] phases(int phases) {
            float[] table = new float[phases * count];
            double[] weights = new double[count];
            for (int phase = 0; phase < phases; phase++) {
                double sum = 0;
                for (int t = 0; t < count; t++) {
                    weights[t] = weight(t - count / 2 + 1 - (double) phase / phases);
                    sum += weights[t];
                }
                for (int t = 0; t < count; t++) {
                    table[phase * count + t] = (float) (weights[t] / sum);
                }
            }
            return table;
        }

        private static double sinc(double x) {
            return Math.sin(Math.PI * x) / (Math.PI * x);
        }
    }

    final int count;
    final int[] starts;
    final float[] weights;

    private Taps(int count, int length) {
        this.count = count;
        starts = new int[length];
        weights = new float[count * length];
    }

    /** Samples of a line that lies in the result as {@code scale * p + shift}. */
    static Taps interpolating(Kernel kernel, int length, double scale, double shift) {
        Taps taps = new Taps(kernel.count, length);
        double[] weights = new double[kernel.count];
        for (int i = 0; i < length; i++) {
            double at = (i + 0.5 - shift) / scale - 0.5; // sample centres lie at +0.5
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

    /** Means over the covered pieces of a longer line. */
    static Taps averaging(int from, int to) {
        double step = (double) from / to;
        Taps taps = new Taps((int) Math.ceil(step) + (from % to == 0 ? 0 : 1), to);
        for (int i = 0; i < to; i++) {
            int start = Math.min((int) Math.floor(i * step + 1e-6), from - 1);
            taps.starts[i] = start;
            for (int t = 0; t < taps.count; t++) {
                double covered = Math.min((i + 1) * step, start + t + 1) - Math.max(i * step, start + t);
                taps.weights[i * taps.count + t] = covered < 1e-6 ? 0 : (float) (covered / step);
            }
        }
        return taps;
    }

    /** First source sample that any result needs. */
    int first() {
        return starts[0];
    }

    /** Behind the last source sample that any result needs. */
    int end() {
        return starts[starts.length - 1] + count;
    }
}
