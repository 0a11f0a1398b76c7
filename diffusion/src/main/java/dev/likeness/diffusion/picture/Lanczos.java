package dev.likeness.diffusion.picture;

import java.util.stream.IntStream;

/**
 * Lanczos resampling with three lobes, bit for bit as the Python Imaging Library does it in fixed-point arithmetic:
 * weights of 22 bits, first along the rows, then along the columns, rounded to 8 bits in between. It exists beside the
 * project's own resampler ({@code imaging.resample}) because the model's references must be the reference
 * implementation's to the bit, which the golden cases check.
 */
public final class Lanczos {
    private static final double LOBES = 3;
    private static final int BITS = 22;

    private Lanczos() {}

    /** The weights of one axis: for each output sample its first input sample and a row of weights. */
    @SuppressWarnings("ArrayRecordComponent") // numbers: never compared
    private record Taps(int[] first, int[][] weights) {}

    public static Rgb resized(Rgb source, int width, int height) {
        Rgb across = source.width() == width ? source : rows(source, width);
        return across.height() == height ? across : columns(across, height);
    }

    private static Taps taps(int in, int out) {
        double scale = (double) in / out;
        double filterScale = Math.max(scale, 1);
        double support = LOBES * filterScale;
        Taps taps = new Taps(new int[out], new int[out][]);
        for (int i = 0; i < out; i++) {
            double centre = (i + 0.5) * scale;
            int low = Math.max((int) (centre - support + 0.5), 0);
            int high = Math.min((int) (centre + support + 0.5), in);
            double[] weights = new double[high - low];
            double sum = 0;
            for (int x = 0; x < weights.length; x++) {
                weights[x] = lanczos((x + low - centre + 0.5) / filterScale);
                sum += weights[x];
            }
            taps.first[i] = low;
            taps.weights[i] = new int[weights.length];
            for (int x = 0; x < weights.length; x++) {
                double k = weights[x] / sum * (1 << BITS);
                taps.weights[i][x] = (int) (k < 0 ? k - 0.5 : k + 0.5);
            }
        }
        return taps;
    }

    private static double lanczos(double t) {
        return t >= -LOBES && t < LOBES ? sinc(t) * sinc(t / LOBES) : 0;
    }

    private static double sinc(double t) {
        return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    }

    private static byte rounded(int sum) {
        return (byte) Math.clamp(sum >> BITS, 0, 255);
    }

    private static Rgb rows(Rgb source, int width) {
        Taps taps = taps(source.width(), width);
        byte[] result = new byte[width * source.height() * 3];
        IntStream.range(0, source.height()).parallel().forEach(y -> {
            for (int x = 0; x < width; x++) {
                int at = (y * source.width() + taps.first[x]) * 3;
                weigh(source.rgb(), at, 3, taps.weights[x], result, (y * width + x) * 3);
            }
        });
        return new Rgb(width, source.height(), result);
    }

    private static Rgb columns(Rgb source, int height) {
        Taps taps = taps(source.height(), height);
        int width = source.width();
        byte[] result = new byte[width * height * 3];
        IntStream.range(0, height).parallel().forEach(y -> {
            for (int x = 0; x < width; x++) {
                int at = (taps.first[y] * width + x) * 3;
                weigh(source.rgb(), at, 3 * width, taps.weights[y], result, (y * width + x) * 3);
            }
        });
        return new Rgb(width, height, result);
    }

    private static void weigh(byte[] samples, int from, int stride, int[] weights, byte[] result, int to) {
        for (int c = 0; c < 3; c++) {
            int sum = 1 << (BITS - 1);
            int at = from + c;
            for (int weight : weights) {
                sum += (samples[at] & 0xff) * weight;
                at += stride;
            }
            result[to + c] = rounded(sum);
        }
    }
}
