package dev.likeness.darkroom.pixel;

import dev.likeness.imaging.resample.AreaAverage;
import dev.likeness.imaging.resample.Taps;
import java.util.Arrays;

/**
 * Draws pictures in other sizes and places, straight from one array into another, at the exact subpixel place (OpenCV's
 * warp rounds it to 1/32). In a level picture every filter is one along the rows and one along the columns: a quarter of
 * the work of a general warp. One that is turned is filtered in both directions at once, see {@link TurnedResampling}.
 */
public final class Resampling {
    /** Rows in one piece of work: neighbouring pieces share a few source rows and resample them twice. */
    private static final int BAND = 96;
    /** The same for rows of a reduced picture, each made of several source rows. */
    private static final int AVERAGED_BAND = 8;
    /** Below this scale a picture is averaged over areas first. */
    private static final double AVERAGED_BELOW = 0.85;
    /** Above this scale the better of the kernels pays. */
    private static final double FINE_ABOVE = 1.15;

    private Resampling() {}

    /** Rows of samples, channels interleaved. */
    interface Source {
        /** Writes samples {@code from} to {@code to} (pixels) of a row to the start of {@code line}. */
        void row(int y, int from, int to, float[] line);
    }

    /**
     * A photo on a canvas, sRGB 0 to 1: reduction averages over the covered area, enlargement interpolates;
     * beyond its edges the outermost pixels are repeated.
     *
     * @param bgr 8-bit samples, three channels
     */
    public static Raster photo(byte[] bgr, int photoWidth, int photoHeight, Placement placed, int width, int height) {
        Source bytes = (y, from, to, line) -> {
            int at = (y * photoWidth + from) * 3;
            for (int i = 0; i < (to - from) * 3; i++) {
                line[i] = (bgr[at + i] & 0xff) * (1 / 255f);
            }
        };
        Taps.Kernel kernel = placed.scale() > FINE_ABOVE ? Taps.Kernel.LANCZOS : Taps.Kernel.CUBIC;
        Raster drawn = placed(bytes, new Size(photoWidth, photoHeight, 3), placed, new Frame(width, height), kernel,
                Border.REPEATED);
        float[] data = drawn.data();
        Rows.parallel(height, (from, to) -> {
            for (int i = from * width * 3; i < to * width * 3; i++) {
                data[i] = Math.min(1, Math.max(0, data[i]));
            }
        });
        return drawn;
    }

    /** A raster on a canvas by Keys' cubic; reduction averages over the covered area. Values may overshoot a little. */
    public static Raster cubic(Raster source, Placement placed, int width, int height, Border border) {
        return placed(of(source), Size.of(source), placed, new Frame(width, height), Taps.Kernel.CUBIC, border);
    }

    /** A raster on a canvas, bilinear; reduction averages over the covered area. */
    public static Raster linear(Raster source, Placement placed, int width, int height, Border border) {
        return placed(of(source), Size.of(source), placed, new Frame(width, height), Taps.Kernel.LINEAR, border);
    }

    /** A raster enlarged or a little reduced by Keys' cubic, edges repeated. */
    public static Raster cubic(Raster source, int width, int height) {
        Taps across = Taps.interpolating(Taps.Kernel.CUBIC, width, (double) width / source.width(), 0);
        Taps down = Taps.interpolating(Taps.Kernel.CUBIC, height, (double) height / source.height(), 0);
        return interpolated(of(source), Size.of(source), across, down, Border.REPEATED);
    }

    /** A reduced raster: each pixel the mean of the area it covers. */
    public static Raster averaged(Raster source, int width, int height) {
        return averaged(of(source), Size.of(source), width, height);
    }

    private static Raster placed(Source source, Size size, Placement placed, Frame frame, Taps.Kernel kernel,
            Border border) {
        if (placed.scale() >= AVERAGED_BELOW) {
            return interpolated(source, size, placed, frame, kernel, border);
        }
        Raster small = averaged(source, size, reduced(size.width, placed.scale()),
                reduced(size.height, placed.scale()));
        double rest = placed.scale() * size.width / small.width();
        return interpolated(of(small), Size.of(small),
                new Placement(rest, placed.angle(), placed.shiftX(), placed.shiftY()),
                frame, kernel, border);
    }

    private static int reduced(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    private static Source of(Raster source) {
        return (y, from, to, line) -> System.arraycopy(source.data(), source.at(from, y), line, 0,
                (to - from) * source.channels());
    }

    record Frame(int width, int height) {}

    record Size(int width, int height, int channels) {
        static Size of(Raster raster) {
            return new Size(raster.width(), raster.height(), raster.channels());
        }
    }

    private static Raster interpolated(Source source, Size size, Placement placed, Frame frame, Taps.Kernel kernel,
            Border border) {
        if (!placed.isLevel()) {
            return TurnedResampling.interpolated(source, size, placed, frame, new TurnedResampling.Way(kernel, border));
        }
        Taps across = Taps.interpolating(kernel, frame.width, placed.scale(), placed.shiftX());
        Taps down = Taps.interpolating(kernel, frame.height, placed.scale(), placed.shiftY());
        return interpolated(source, size, across, down, border);
    }

    /** Rows first: there are fewer of them before an enlargement than after it. */
    private static Raster interpolated(Source source, Size size, Taps across, Taps down, Border border) {
        int channels = size.channels;
        int width = across.length();
        Raster result = Raster.blank(width, down.length(), channels);
        Rows.parallel(result.height(), BAND, (from, to) -> {
            int first = down.start(from);
            float[][] lines = new float[down.start(to - 1) + down.count() - first][];
            float[] sum = new float[width * channels];
            float[] plain = new float[size.width * channels];
            float[] wide = new float[(across.end() - across.first()) * channels];
            for (int i = 0; i < lines.length; i++) {
                int y = border.inside(first + i, size.height);
                lines[i] = new float[width * channels];
                if (y >= 0) {
                    source.row(y, 0, size.width, plain);
                    widen(plain, wide, size, across.first(), border);
                    across.apply(wide, channels, lines[i]);
                }
            }
            for (int y = from; y < to; y++) {
                across(lines, down, y, first, sum);
                System.arraycopy(sum, 0, result.data(), result.at(0, y), sum.length);
            }
        });
        return result;
    }

    private static void widen(float[] line, float[] wide, Size size, int first, Border border) {
        int channels = size.channels;
        for (int i = 0; i < wide.length / channels; i++) {
            int x = border.inside(first + i, size.width);
            for (int c = 0; c < channels; c++) {
                wide[i * channels + c] = x < 0 ? 0 : line[x * channels + c];
            }
        }
    }

    /** The weighted sum of the lines that make row {@code y}; two at a time, which halves the traffic. */
    private static void across(float[][] lines, Taps taps, int y, int first, float[] sum) {
        int line = taps.start(y) - first;
        Arrays.fill(sum, 0);
        int t = 0;
        for (; t + 1 < taps.count(); t += 2) {
            add(sum, lines[line + t], taps.weight(y, t), lines[line + t + 1], taps.weight(y, t + 1));
        }
        if (t < taps.count()) {
            add(sum, lines[line + t], taps.weight(y, t), lines[line + t], 0);
        }
    }

    /** One index for all arrays: only then does the compiler make vector instructions of it. */
    private static void add(float[] sum, float[] one, float k, float[] two, float l) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += k * one[i] + l * two[i];
        }
    }

    private static Raster averaged(Source source, Size size, int width, int height) {
        AreaAverage average = new AreaAverage(size.width, size.height, width, height, size.channels);
        Raster result = Raster.blank(width, height, size.channels);
        Rows.parallel(height, AVERAGED_BAND, (from, to) -> {
            AreaAverage.Pass pass = average.pass(from, to, (y, row) -> System.arraycopy(row, 0, result.data(),
                    result.at(0, y), row.length));
            float[] line = new float[pass.lineLength()];
            for (int y = pass.first(); !pass.finished(); y++) {
                source.row(y, 0, size.width, line);
                pass.add(line);
            }
        });
        return result;
    }
}
