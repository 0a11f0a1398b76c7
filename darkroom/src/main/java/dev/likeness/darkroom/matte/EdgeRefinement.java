package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;
import dev.likeness.darkroom.pixel.StructuringElement;
import java.util.List;

/**
 * Fits a matte that was enlarged to the canvas to the edges that the photo shows there: a colour guided filter (He, Sun,
 * Tang 2013) within the band, then a little contrast against the veil that filters leave. Where the photo shows no edge,
 * dark hair before a dark wall, nothing tells how soft the edge is: there the enlargement's softness is taken out again,
 * which else is seen as a dark haze before a light background.
 */
public final class EdgeRefinement {
    /** Pixels. */
    private static final int TILE = 160;
    /** Variance of the photo below which a window counts as flat: hair is darker or lighter than that, by eye. */
    private static final double EPSILON = 3e-5;

    /** Variance of the photo's brightness at which half of an edge can be seen. By eye on sitters 7 and 8. */
    private static final float VISIBLE = 4e-3f;
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
        tiles.parallelStream().forEach(tile -> fit(tile, bgr, rough, alpha, radius, reach));
    }

    private static void fit(Band.Tile tile, Raster bgr, Raster rough, Raster alpha, int radius, int reach) {
        Band.Tile seen = tile.widened(2 * Math.max(radius, reach), bgr);
        Raster before = seen.of(rough);
        Raster fine = Filters.guided(seen.of(bgr), before, new Filters.Guidance(radius, EPSILON));
        Raster band = Filters.range(before, StructuringElement.square(2 * reach + 1));
        float[] visible = variance(seen.of(bgr), 2 * radius);
        for (int y = tile.top(); y < tile.bottom(); y++) {
            for (int x = tile.left(); x < tile.right(); x++) {
                int from = (y - seen.top()) * seen.width() + x - seen.left();
                int to = y * alpha.width() + x;
                float k = 0.8f * Math.clamp(band.data()[from] * 8, 0f, 1f);
                float fitted = steeper(rough.data()[to] + k * (fine.data()[from] - rough.data()[to]));
                float unseen = VISIBLE / (VISIBLE + visible[from]);
                float steep = Math.clamp(0.5f + STEEPEST * (fitted - 0.5f), 0f, 1f);
                alpha.data()[to] = fitted + unseen * (steep - fitted);
            }
        }
    }

    /** Of the brightness within a square window around each pixel. */
    private static float[] variance(Raster bgr, int radius) {
        Raster moments = Raster.blank(bgr.width(), bgr.height(), 2);
        for (int i = 0; i < bgr.width() * bgr.height(); i++) {
            float y = Srgb.luminance(bgr.data()[3 * i], bgr.data()[3 * i + 1], bgr.data()[3 * i + 2]);
            moments.data()[2 * i] = y;
            moments.data()[2 * i + 1] = y * y;
        }
        float[] means = Filters.box(moments, radius).data();
        float[] variance = new float[means.length / 2];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = Math.max(0, means[2 * i + 1] - means[2 * i] * means[2 * i]);
        }
        return variance;
    }

    private static float steeper(float alpha) {
        return Math.clamp((alpha - 0.08f) / 0.84f, 0f, 1f);
    }
}
