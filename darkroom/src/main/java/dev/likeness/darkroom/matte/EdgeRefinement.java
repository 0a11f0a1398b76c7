package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Band;
import dev.likeness.darkroom.pixel.Raster;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_ximgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fits a matte that was enlarged to the canvas to the edges that the photo shows there: a colour guided filter (He, Sun,
 * Tang 2013) within the band, then a little contrast against the veil that filters leave.
 */
public final class EdgeRefinement {
    private static final int TILE = 160;

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
        try (PointerScope _ = new PointerScope()) {
            Mat before = seen.of(rough).toMat();
            Mat fitted = new Mat();
            opencv_ximgproc.guidedFilter(seen.of(bgr).toMat(), before, fitted, radius, 3e-5);
            Mat low = new Mat();
            Mat high = new Mat();
            Mat window = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT,
                    new Size(2 * reach + 1, 2 * reach + 1));
            opencv_imgproc.erode(before, low, window);
            opencv_imgproc.dilate(before, high, window);
            opencv_core.subtract(high, low, high);
            Raster band = Raster.of(high);
            Raster fine = Raster.of(fitted);
            for (int y = tile.top(); y < tile.bottom(); y++) {
                for (int x = tile.left(); x < tile.right(); x++) {
                    int from = (y - seen.top()) * seen.width() + x - seen.left();
                    int to = y * alpha.width() + x;
                    float k = 0.8f * Math.clamp(band.data()[from] * 8, 0f, 1f);
                    alpha.data()[to] = steeper(rough.data()[to] + k * (fine.data()[from] - rough.data()[to]));
                }
            }
        }
    }

    private static float steeper(float alpha) {
        return Math.clamp((alpha - 0.08f) / 0.84f, 0f, 1f);
    }
}
