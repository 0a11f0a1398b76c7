package dev.likeness.darkroom.pixel;

import dev.likeness.imaging.resample.Taps;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Draws a picture that is turned: each pixel is the weighted sum of a square of source samples around its place, the same
 * kernel along both axes of the source. One interpolation, whatever the angle. Places are exact to 1/2048 of a sample.
 *
 * <p>The canvas is drawn by tiles: what a tile needs of the source is a small upright rectangle, which is read once, its
 * border filled, and stays in the processor's cache.
 */
final class TurnedResampling {
    private static final int TILE = 96;
    private static final int PHASES = 1024;

    private TurnedResampling() {}

    record Way(Taps.Kernel kernel, Border border) {}

    static Raster interpolated(Resampling.Source source, Resampling.Size size, Placement placed,
            Resampling.Frame frame, Way way) {
        Raster result = Raster.blank(frame.width(), frame.height(), size.channels());
        Placement back = placed.inverse();
        Weights weights = Weights.of(way.kernel);
        int across = Math.ceilDiv(frame.width(), TILE);
        int down = Math.ceilDiv(frame.height(), TILE);
        IntStream.range(0, across * down).parallel().forEach(i -> {
            Tile tile = new Tile(i % across * TILE, i / across * TILE,
                    Math.min(frame.width(), (i % across + 1) * TILE),
                    Math.min(frame.height(), (i / across + 1) * TILE));
            draw(Part.of(source, size, tile.in(back, weights.count), way.border), back, tile,
                    weights, result);
        });
        return result;
    }

    /** Pixels of a picture, from {@code left} and {@code top} to before {@code right} and {@code bottom}. */
    private record Tile(int left, int top, int right, int bottom) {
        /** What is needed of the source. */
        Tile in(Placement back, int reach) {
            double minX = Double.MAX_VALUE;
            double minY = Double.MAX_VALUE;
            double maxX = -Double.MAX_VALUE;
            double maxY = -Double.MAX_VALUE;
            for (int corner = 0; corner < 4; corner++) {
                double x = (corner & 1) == 0 ? left : right;
                double y = (corner & 2) == 0 ? top : bottom;
                minX = Math.min(minX, back.x(x, y));
                maxX = Math.max(maxX, back.x(x, y));
                minY = Math.min(minY, back.y(x, y));
                maxY = Math.max(maxY, back.y(x, y));
            }
            return new Tile((int) Math.floor(minX) - reach, (int) Math.floor(minY) - reach,
                    (int) Math.ceil(maxX) + reach, (int) Math.ceil(maxY) + reach);
        }
    }

    /** A rectangle of the source and of what lies around it. */
    private record Part(int left, int top, Raster samples) {
        static Part of(Resampling.Source source, Resampling.Size size, Tile tile, Border border) {
            int channels = size.channels();
            Raster samples = Raster.blank(tile.right - tile.left, tile.bottom - tile.top, channels);
            int from = Math.clamp(tile.left, 0, size.width() - 1);
            int to = Math.clamp(tile.right, from + 1, size.width());
            float[] line = new float[(to - from) * channels];
            for (int y = 0; y < samples.height(); y++) {
                int row = border.inside(tile.top + y, size.height());
                if (row < 0) {
                    continue;
                }
                source.row(row, from, to, line);
                for (int x = 0; x < samples.width(); x++) {
                    int column = border.inside(tile.left + x, size.width());
                    if (column >= 0) {
                        // Beyond the picture all columns are its outermost one, which may lie outside what was read.
                        int at = (Math.clamp(column, from, to - 1) - from) * channels;
                        System.arraycopy(line, at, samples.data(), samples.at(x, y), channels);
                    }
                }
            }
            return new Part(tile.left, tile.top, samples);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // weights: never compared
    private record Weights(int count, float[] phases) {
        /** The weights for places between two samples, from one sample to just before the next. */
        static Weights of(Taps.Kernel kernel) {
            Taps taps = Taps.interpolating(kernel, PHASES, PHASES, (1 - PHASES) / 2.0);
            float[] phases = new float[PHASES * taps.count()];
            for (int i = 0; i < phases.length; i++) {
                phases[i] = taps.weight(i / taps.count(), i % taps.count());
            }
            return new Weights(taps.count(), phases);
        }
    }

    private static void draw(Part part, Placement back, Tile tile, Weights weights, Raster result) {
        int count = weights.count;
        int channels = result.channels();
        double stepX = Math.cos(back.angle()) * back.scale();
        double stepY = Math.sin(back.angle()) * back.scale();
        float[] sum = new float[channels];
        for (int y = tile.top; y < tile.bottom; y++) {
            // Sample centres lie at +0.5.
            double firstX = back.x(tile.left + 0.5, y + 0.5) - 0.5 - part.left - count / 2 + 1;
            double firstY = back.y(tile.left + 0.5, y + 0.5) - 0.5 - part.top - count / 2 + 1;
            for (int x = tile.left; x < tile.right; x++) {
                long placeX = Math.round((firstX + (x - tile.left) * stepX) * PHASES);
                long placeY = Math.round((firstY + (x - tile.left) * stepY) * PHASES);
                int at = part.samples.at((int) (placeX / PHASES), (int) (placeY / PHASES));
                int phaseX = (int) (placeX % PHASES) * count;
                int phaseY = (int) (placeY % PHASES) * count;
                Arrays.fill(sum, 0);
                for (int v = 0; v < count; v++, at += part.samples.width() * channels) {
                    if (channels == 3) {
                        three(part.samples.data(), at, weights, phaseX, weights.phases[phaseY + v], sum);
                    } else {
                        any(part.samples.data(), at, weights, phaseX, weights.phases[phaseY + v], sum);
                    }
                }
                System.arraycopy(sum, 0, result.data(), result.at(x, y), channels);
            }
        }
    }

    private static void three(float[] data, int from, Weights weights, int phase, float share, float[] sum) {
        float b = 0;
        float g = 0;
        float r = 0;
        for (int u = 0, at = from; u < weights.count; u++, at += 3) {
            float weight = weights.phases[phase + u];
            b += weight * data[at];
            g += weight * data[at + 1];
            r += weight * data[at + 2];
        }
        sum[0] += share * b;
        sum[1] += share * g;
        sum[2] += share * r;
    }

    private static void any(float[] data, int from, Weights weights, int phase, float share, float[] sum) {
        int channels = sum.length;
        for (int c = 0; c < channels; c++) {
            float line = 0;
            for (int u = 0; u < weights.count; u++) {
                line += weights.phases[phase + u] * data[from + u * channels + c];
            }
            sum[c] += share * line;
        }
    }
}
