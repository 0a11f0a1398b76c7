package dev.likeness.darkroom.pixel;

import dev.likeness.imaging.resample.Taps;

/**
 * A small raster seen in a larger size, bilinear, a row at a time: what has no detail needs no memory for it.
 */
public final class Enlargement {
    private final Raster small;
    private final Taps across;
    private final Taps down;

    /** The whole of the small raster fills the large one. */
    public Enlargement(Raster small, int width, int height) {
        this.small = small;
        across = taps(width, (double) width / small.width());
        down = taps(height, (double) height / small.height());
    }

    /** Enlarged exactly {@code factor} times; what lies beyond the large one is not seen. */
    public Enlargement(Raster small, int width, int height, int factor) {
        this.small = small;
        across = taps(width, factor);
        down = taps(height, factor);
    }

    private static Taps taps(int length, double factor) {
        return Taps.interpolating(Taps.Kernel.LINEAR, length, factor, 0);
    }

    /** A line that {@link #row} can fill. */
    public float[] line() {
        return new float[across.length() * small.channels()];
    }

    /** Writes row {@code y} of the enlarged raster. */
    public void row(int y, float[] line) {
        int channels = small.channels();
        int length = small.width() * channels;
        float[] data = small.data();
        int upper = Math.clamp(down.start(y), 0, small.height() - 1) * length;
        int lower = Math.clamp(down.start(y) + 1, 0, small.height() - 1) * length;
        float k = down.weight(y, 0);
        float l = down.weight(y, 1);
        float[] mixed = new float[length];
        for (int i = 0; i < length; i++) {
            mixed[i] = k * data[upper + i] + l * data[lower + i];
        }
        if (channels == 3) {
            three(mixed, line);
        } else {
            any(mixed, line);
        }
    }

    private void three(float[] mixed, float[] line) {
        int last = 3 * (small.width() - 1);
        for (int x = 0, i = 0; x < across.length(); x++, i += 3) {
            int start = 3 * across.start(x);
            int left = Math.max(0, start);
            int right = Math.min(last, start + 3);
            float u = across.weight(x, 0);
            float v = across.weight(x, 1);
            line[i] = u * mixed[left] + v * mixed[right];
            line[i + 1] = u * mixed[left + 1] + v * mixed[right + 1];
            line[i + 2] = u * mixed[left + 2] + v * mixed[right + 2];
        }
    }

    private void any(float[] mixed, float[] line) {
        int channels = small.channels();
        int last = small.width() - 1;
        for (int x = 0; x < across.length(); x++) {
            int left = Math.max(0, across.start(x)) * channels;
            int right = Math.min(last, across.start(x) + 1) * channels;
            float u = across.weight(x, 0);
            float v = across.weight(x, 1);
            for (int c = 0; c < channels; c++) {
                line[x * channels + c] = u * mixed[left + c] + v * mixed[right + c];
            }
        }
    }

    /** The whole of it. */
    public Raster whole() {
        Raster result = Raster.blank(across.length(), down.length(), small.channels());
        Rows.parallel(result.height(), (from, to) -> {
            float[] line = line();
            for (int y = from; y < to; y++) {
                row(y, line);
                System.arraycopy(line, 0, result.data(), result.at(0, y), line.length);
            }
        });
        return result;
    }
}
