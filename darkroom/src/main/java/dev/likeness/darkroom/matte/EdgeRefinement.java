package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a matte that was enlarged to the canvas to the edges that the photo shows there, within the band where it is neither
 * person nor background: a colour guided filter (He, Sun, Tang 2013), a little contrast against the veil that filters leave,
 * and then the colours themselves. Where the person's colour here, F, and the background's, B, differ by more than they vary,
 * the pixel's place between them is its alpha, {@code (I - B)(F - B) / |F - B|^2}: an edge as sharp as the photo's. Where they do
 * not differ, dark hair before a dark wall, nothing tells how soft the edge is, and the softness of the enlargement is taken
 * out again, which else is seen as a haze before a light background.
 */
public final class EdgeRefinement {
    /** Pixels. */
    private static final int TILE = 160;
    /** Variance of the photo below which a window counts as flat: hair is darker or lighter than that, by eye. */
    private static final double EPSILON = 3e-5;

    /** Alpha from which a pixel belongs to the band. */
    private static final float OUTSIDE = 0.015f;
    /** Radius within which the colours of person and background are looked for, face widths. */
    private static final double NEARBY = 0.05;
    /** What is surely person, or background, for that. */
    private static final float SURE = 0.9f;
    /** Squared distance of colours (each 0 to 1) at which half of an edge can be seen. By eye on sitters 5, 7 and 8. */
    private static final float VISIBLE = 0.02f;
    /** Weight of the colours' own variation against their distance. */
    private static final float VARIATION = 4;
    /** Noise and shades of one colour: up to here between both colours it is the background's, and from so much more on the person's. */
    private static final float VEIL = 0.06f;
    private static final float CLEAR = 0.8f;
    /** What is thinner is no part of the outline of plain cloth or skin, half its width in face widths. */
    private static final double THINNEST = 0.006;
    /** Contrast of the edge where none can be seen. */
    private static final float STEEPEST = 3;

    private EdgeRefinement() {}

    /**
     * @param bgr   three channels, 0 to 1, the photo on the canvas
     * @param alpha one channel; changed in place
     * @param bw    face width, pixels
     */
    public static void apply(Raster bgr, Raster alpha, double bw) {
        int radius = Math.max(2, (int) Math.round(0.010 * bw));
        int reach = Math.max(2, (int) Math.round(0.012 * bw));
        List<Band.Tile> tiles = Band.of(alpha, TILE, reach);
        Raster rough = new Raster(alpha.width(), alpha.height(), 1, alpha.data().clone());
        for (int i = 0; i < alpha.data().length; i++) {
            alpha.data()[i] = steeper(alpha.data()[i]);
        }
        int nearby = Math.max(3, (int) Math.round(NEARBY * bw));
        Raster plain = Raster.blank(alpha.width(), alpha.height(), 1);
        tiles.parallelStream().forEach(tile -> fit(tile, bgr, rough, alpha, plain, radius, reach, nearby));
        clean(tiles, alpha, plain, Math.max(1, (int) Math.round(THINNEST * bw)));
    }

    /**
     * Removes thin lines along plain cloth or skin: there a bright seam or a shadow would be drawn as a line beside the edge.
     *
     * @param radius half the width of a line, pixels
     */
    private static void clean(List<Band.Tile> tiles, Raster alpha, Raster plain, int radius) {
        StructuringElement thin = StructuringElement.square(2 * radius + 1);
        // Closing and opening look four radii far. All tiles are read before any is changed.
        List<float[]> cleaned = tiles.parallelStream().map(tile -> {
            Band.Tile seen = tile.widened(4 * radius, alpha);
            return Filters.cleaned(seen.of(alpha), thin).data();
        }).toList();
        IntStream.range(0, tiles.size()).parallel().forEach(t -> {
            Band.Tile tile = tiles.get(t);
            Band.Tile seen = tile.widened(4 * radius, alpha);
            for (int y = tile.top(); y < tile.bottom(); y++) {
                for (int x = tile.left(); x < tile.right(); x++) {
                    int i = y * alpha.width() + x;
                    float clean = cleaned.get(t)[(y - seen.top()) * seen.width() + x - seen.left()];
                    alpha.data()[i] += plain.data()[i] * (clean - alpha.data()[i]);
                }
            }
        });
    }

    private static void fit(Band.Tile tile, Raster bgr, Raster rough, Raster alpha, Raster plain, int radius,
            int reach, int nearby) {
        Band.Tile seen = tile.widened(Math.max(nearby, 2 * Math.max(radius, reach)), bgr);
        Raster before = seen.of(rough);
        Raster seenColours = seen.of(bgr);
        Raster fine = Filters.guided(seenColours, before, new Filters.Guidance(radius, EPSILON));
        Raster band = Filters.range(before, StructuringElement.square(2 * reach + 1));
        Colours person = Colours.of(seenColours, before, a -> a >= SURE, nearby);
        Colours background = Colours.of(seenColours, before, a -> a <= 1 - SURE, nearby);
        for (int y = tile.top(); y < tile.bottom(); y++) {
            for (int x = tile.left(); x < tile.right(); x++) {
                int from = (y - seen.top()) * seen.width() + x - seen.left();
                int to = y * alpha.width() + x;
                float coarse = rough.data()[to];
                float k = 0.8f * Math.clamp(band.data()[from] * 8, 0f, 1f);
                float fitted = steeper(coarse + k * (fine.data()[from] - coarse));
                alpha.data()[to] = fitted;
                if (fitted > OUTSIDE && fitted < 1 - OUTSIDE && person.isKnown(from) && background.isKnown(from)) {
                    byColour(seenColours, from, person, background, alpha, plain, to);
                }
            }
        }
    }

    private static void byColour(Raster bgr, int i, Colours person, Colours background, Raster alpha, Raster plain,
            int to) {
        float distance = 0;
        float along = 0;
        for (int c = 0; c < 3; c++) {
            float b = background.mean(i, c);
            float difference = person.mean(i, c) - b;
            distance += difference * difference;
            along += difference * (bgr.data()[3 * i + c] - b);
        }
        float seen = distance / (distance + VISIBLE);
        float told = distance
                / (distance + VISIBLE + VARIATION * (person.variance(i) + background.variance(i)));
        float fitted = alpha.data()[to];
        float steep = Math.clamp(0.5f + STEEPEST * (fitted - 0.5f), 0f, 1f);
        float base = fitted + Math.max(1 - seen, told) * (steep - fitted);
        float own = Math.clamp((along / Math.max(distance, 1e-6f) - VEIL) / CLEAR, 0f, 1f);
        // On patterned hair or cloth a highlight inside would become a hole: there colours have their say outside only.
        float even = smooth((told - 0.8f) / 0.12f);
        float say = told * told * smooth((fitted - 0.02f) / 0.08f)
                * (1 - (1 - even) * smooth((fitted - 0.5f) / 0.3f));
        alpha.data()[to] = base + say * (own - base);
        plain.data()[to] = even;
    }

    private static float smooth(float t) {
        float k = Math.clamp(t, 0f, 1f);
        return k * k * (3 - 2 * k);
    }

    /**
     * Colours of what is surely person, or surely background, around each pixel.
     *
     * @param sums five channels, means over the window: weight; B, G, R times weight; squares of all three times weight
     */
    private record Colours(float[] sums) {
        /** Share of a window that must be sure. */
        private static final float LEAST = 0.02f;

        static Colours of(Raster bgr, Raster alpha, Mask.Condition sure, int radius) {
            Raster sums = Raster.blank(bgr.width(), bgr.height(), 5);
            for (int i = 0; i < alpha.data().length; i++) {
                if (sure.holds(alpha.data()[i])) {
                    sums.data()[5 * i] = 1;
                    for (int c = 0; c < 3; c++) {
                        float v = bgr.data()[3 * i + c];
                        sums.data()[5 * i + 1 + c] = v;
                        sums.data()[5 * i + 4] += v * v;
                    }
                }
            }
            return new Colours(Filters.box(sums, radius).data());
        }

        boolean isKnown(int i) {
            return sums[5 * i] > LEAST;
        }

        float mean(int i, int c) {
            return sums[5 * i + 1 + c] / sums[5 * i];
        }

        /** Sum over the three channels. */
        float variance(int i) {
            float squares = sums[5 * i + 4] / sums[5 * i];
            for (int c = 0; c < 3; c++) {
                squares -= mean(i, c) * mean(i, c);
            }
            return Math.max(0, squares);
        }
    }

    private static float steeper(float alpha) {
        return Math.clamp((alpha - 0.08f) / 0.84f, 0f, 1f);
    }
}
