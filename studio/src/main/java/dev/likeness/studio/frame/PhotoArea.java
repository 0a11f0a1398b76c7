package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * The rectangle of a picture that shows the photo. The photo's outermost pixels are not trusted: scanners and editors leave
 * lines there, and compression blurs them.
 */
public record PhotoArea(double left, double top, double right, double bottom) {
    /** Pixels at each edge that are left out, at least. */
    private static final double RIM = 3;
    /** The same as a share of the shorter side. */
    private static final double SHARE = 0.003;

    /** In photo pixels. */
    public static PhotoArea of(int photoWidth, int photoHeight) {
        double rim = Math.max(RIM, SHARE * Math.min(photoWidth, photoHeight));
        return new PhotoArea(rim, rim, photoWidth - rim, photoHeight - rim);
    }

    /** The same on a canvas. */
    public PhotoArea on(Placement placed) {
        return new PhotoArea(placed.x(left), placed.y(top), placed.x(right), placed.y(bottom));
    }

    /** Distance to the photo in pixels; 0 inside. */
    double beyond(double x, double y) {
        return Math.hypot(Math.max(0, Math.max(left - x, x - right)), Math.max(0, Math.max(top - y, y - bottom)));
    }

    boolean covers(Raster canvas) {
        return left <= 0.5 && top <= 0.5 && right >= canvas.width() - 0.5 && bottom >= canvas.height() - 0.5;
    }

    /** 1 deep inside the photo, 0 beyond it, smooth over {@code seam} pixels inside those edges the canvas shows. */
    float depth(Raster canvas, int x, int y, double seam) {
        double depth = seam;
        depth = left > 0.5 ? Math.min(depth, x - left) : depth;
        depth = top > 0.5 ? Math.min(depth, y - top) : depth;
        depth = right < canvas.width() - 0.5 ? Math.min(depth, right - 1 - x) : depth;
        depth = bottom < canvas.height() - 0.5 ? Math.min(depth, bottom - 1 - y) : depth;
        double t = Math.clamp(depth / seam, 0, 1);
        return (float) (t * t * (3 - 2 * t));
    }

    /**
     * Beyond the photo there is nobody: clears the matte there, softly over the last {@code seam} pixels.
     *
     * @param alpha changed in place
     */
    public void clearBeyond(Raster alpha, double seam) {
        if (covers(alpha)) {
            return;
        }
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < alpha.width(); x++) {
                    alpha.data()[y * alpha.width() + x] *= depth(alpha, x, y, seam);
                }
            }
        });
    }
}
