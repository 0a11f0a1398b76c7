package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;
import java.util.List;

/**
 * Fits a matte that was enlarged to the canvas to the edges that the photo shows there: a colour guided filter (He, Sun,
 * Tang 2013) within the band, then a little contrast against the veil that filters leave.
 */
public final class EdgeRefinement {
    /** Pixels. */
    private static final int TILE = 160;
    /** Variance of the photo below which a window counts as flat: hair is darker or lighter than that, by eye. */
    private static final double EPSILON = 3e-5;

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
        for (int y = tile.top(); y < tile.bottom(); y++) {
            for (int x = tile.left(); x < tile.right(); x++) {
                int from = (y - seen.top()) * seen.width() + x - seen.left();
                int to = y * alpha.width() + x;
                float k = 0.8f * Math.clamp(band.data()[from] * 8, 0f, 1f);
                alpha.data()[to] = steeper(rough.data()[to] + k * (fine.data()[from] - rough.data()[to]));
            }
        }
    }

    private static float steeper(float alpha) {
        return Math.clamp((alpha - 0.08f) / 0.84f, 0f, 1f);
    }
}
