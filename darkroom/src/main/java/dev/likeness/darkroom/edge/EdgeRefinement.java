package dev.likeness.darkroom.edge;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.StructuringElement;
import java.util.List;

/**
 * Fits a matte that was enlarged to the canvas to the edges of the photo, within the band where it is neither certain
 * person nor certain background: the steps of the enlargement are smoothed, with a little contrast against the veil that
 * leaves, and then the colours themselves ({@link ColourPairs}), so the edge is as sharp as the photo's. Where
 * person and background do not differ (dark hair before a dark wall) the softness of the edge is unknown, and some of
 * the softness of the enlargement is removed, which otherwise would be a visible haze before a light background.
 */
public final class EdgeRefinement {
    /** Pixels. */
    private static final int TILE = 160;

    /** Radius within which colours of person and background are looked for, face widths. */
    private static final double NEARBY = 0.05;
    /** How far the matte's contour may be wrong, face widths. */
    private static final double UNCERTAIN = 0.006;
    /**
     * Tolerance for noise and shades: up to this position between both colours a pixel is background, and from so much
     * more on person.
     */
    private static final float VEIL = 0.06f;
    private static final float CLEAR = 0.8f;
    /** Contrast of the edge where colours do not determine it. */
    private static final float STEEPEST = 1.7f;

    private EdgeRefinement() {}

    /**
     * @param bgr   three channels, 0 to 1, the photo on the canvas
     * @param alpha one channel; changed in place
     * @param bw    face width, pixels
     */
    public static void apply(Raster bgr, Raster alpha, double bw) {
        Reach reach = Reach.of(bw);
        List<Band.Tile> tiles = Band.of(alpha, TILE, reach.band);
        Raster rough = new Raster(alpha.width(), alpha.height(), 1, alpha.data().clone());
        for (int i = 0; i < alpha.data().length; i++) {
            alpha.data()[i] = steeper(alpha.data()[i]);
        }
        tiles.parallelStream().forEach(tile -> fit(tile, bgr, rough, alpha, reach));
    }

    /** Radii, pixels: of the smoothing, of the band along an edge, of uncertainty, and of the search for colours. */
    private record Reach(int soft, int band, int uncertain, int nearby) {
        static Reach of(double bw) {
            return new Reach(atLeast(2, 0.010 * bw), atLeast(2, 0.012 * bw), atLeast(1, UNCERTAIN * bw),
                    atLeast(3, NEARBY * bw));
        }

        private static int atLeast(int least, double pixels) {
            return Math.max(least, (int) Math.round(pixels));
        }

        int beyond() {
            return Math.max(nearby, 2 * Math.max(soft, band));
        }
    }

    private static void fit(Band.Tile tile, Raster bgr, Raster rough, Raster alpha, Reach reach) {
        Band.Tile seen = tile.widened(reach.beyond(), bgr);
        Raster before = seen.of(rough);
        Raster colours = seen.of(bgr);
        Raster fine = Filters.twiceBoxed(before, reach.soft);
        Raster band = Filters.range(before, StructuringElement.square(2 * reach.band + 1));
        ColourPairs pairs = new ColourPairs(colours, before, reach.uncertain, reach.nearby);
        Raster told = pairs.tell(tile.within(seen));
        for (int y = tile.top(); y < tile.bottom(); y++) {
            for (int x = tile.left(); x < tile.right(); x++) {
                int from = (y - seen.top()) * seen.width() + x - seen.left();
                int to = y * alpha.width() + x;
                if (!pairs.isCertain(from)) {
                    float coarse = rough.data()[to];
                    float k = 0.8f * Math.clamp(band.data()[from] * 8, 0f, 1f);
                    float fitted = steeper(coarse + k * (fine.data()[from] - coarse));
                    float steep = Math.clamp(0.5f + STEEPEST * (fitted - 0.5f), 0f, 1f);
                    float say = told.data()[2 * from + 1];
                    float own = Math.clamp((told.data()[2 * from] / Math.max(say, 1e-4f) - VEIL) / CLEAR, 0f, 1f);
                    alpha.data()[to] = steep + say * (pairs.bounded(from, own) - steep);
                }
            }
        }
    }

    private static float steeper(float alpha) {
        return Math.clamp((alpha - 0.08f) / 0.84f, 0f, 1f);
    }
}
