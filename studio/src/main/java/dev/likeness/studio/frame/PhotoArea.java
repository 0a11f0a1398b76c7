package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Rows;

/**
 * The rectangle of a picture that shows the photo. The photo's outermost pixels are not trusted: scanners and editors leave
 * lines there, and compression blurs them.
 *
 * <p>The four borders are those of an upright rectangle in the picture turned back by {@code angle} about its origin.
 *
 * @param angle by which the photo is turned, radians, clockwise as seen
 */
public record PhotoArea(double left, double top, double right, double bottom, double angle) {
    /** Pixels at each edge that are left out, at least. */
    private static final double RIM = 3;
    /** The same as a share of the shorter side. */
    private static final double SHARE = 0.003;

    /** Of a level photo. */
    public PhotoArea(double left, double top, double right, double bottom) {
        this(left, top, right, bottom, 0);
    }

    /** In photo pixels. */
    public static PhotoArea of(int photoWidth, int photoHeight) {
        double rim = Math.max(RIM, SHARE * Math.min(photoWidth, photoHeight));
        return new PhotoArea(rim, rim, photoWidth - rim, photoHeight - rim);
    }

    /** The same on a canvas. */
    public PhotoArea on(Placement placed) {
        double turned = angle + placed.angle();
        Placement level = new Placement(1, angle, 0, 0).then(placed).then(new Placement(1, -turned, 0, 0));
        // Turned there and back the angle is zero but for rounding.
        Placement exact = new Placement(level.scale(), level.shiftX(), level.shiftY());
        return new PhotoArea(exact.x(left), exact.y(top), exact.x(right), exact.y(bottom), turned);
    }

    private double along(double x, double y) {
        return angle == 0 ? x : Math.cos(angle) * x + Math.sin(angle) * y;
    }

    private double down(double x, double y) {
        return angle == 0 ? y : Math.cos(angle) * y - Math.sin(angle) * x;
    }

    /** Distance to the photo in pixels; 0 inside. */
    double beyond(double x, double y) {
        double u = along(x, y);
        double v = down(x, y);
        return Math.hypot(Math.max(0, Math.max(left - u, u - right)), Math.max(0, Math.max(top - v, v - bottom)));
    }

    /** Whether a pixel lies wholly in the photo. */
    boolean holds(int x, int y) {
        if (angle == 0) {
            return x >= left && y >= top && x + 1 <= right && y + 1 <= bottom;
        }
        double u = along(x + 0.5, y + 0.5);
        double v = down(x + 0.5, y + 0.5);
        double half = (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) / 2;
        return u - half >= left && v - half >= top && u + half <= right && v + half <= bottom;
    }

    boolean covers(Raster canvas) {
        Shown shown = shown(canvas);
        return !shown.left && !shown.top && !shown.right && !shown.bottom;
    }

    /** Which of the photo's edges a canvas shows. */
    private record Shown(boolean left, boolean top, boolean right, boolean bottom) {}

    private Shown shown(Raster canvas) {
        double[] u = new double[4];
        double[] v = new double[4];
        for (int corner = 0; corner < 4; corner++) {
            double x = (corner & 1) == 0 ? 0.5 : canvas.width() - 0.5;
            double y = (corner & 2) == 0 ? 0.5 : canvas.height() - 0.5;
            u[corner] = along(x, y);
            v[corner] = down(x, y);
        }
        return new Shown(left > least(u), top > least(v), right < -least(negative(u)), bottom < -least(negative(v)));
    }

    private static double least(double[] values) {
        return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
    }

    private static double[] negative(double[] values) {
        return new double[]{-values[0], -values[1], -values[2], -values[3]};
    }

    /**
     * How deep in the photo the pixels of a canvas lie, along those edges that the canvas shows.
     *
     * @param width pixels, of the seam at each edge
     */
    Seam seam(Raster canvas, double width) {
        return new Seam(this, shown(canvas), width);
    }

    /** The strip inside the edges of the photo over which it gives way to what lies beyond. */
    record Seam(PhotoArea area, Shown shown, double width) {
        /** 1 deep inside the photo, 0 beyond it, smooth between. */
        float depth(int x, int y) {
            double u = area.angle == 0 ? x : area.along(x + 0.5, y + 0.5) - 0.5;
            double v = area.angle == 0 ? y : area.down(x + 0.5, y + 0.5) - 0.5;
            double depth = width;
            depth = shown.left ? Math.min(depth, u - area.left) : depth;
            depth = shown.top ? Math.min(depth, v - area.top) : depth;
            depth = shown.right ? Math.min(depth, area.right - 1 - u) : depth;
            depth = shown.bottom ? Math.min(depth, area.bottom - 1 - v) : depth;
            double t = Math.clamp(depth / width, 0, 1);
            return (float) (t * t * (3 - 2 * t));
        }
    }

    /**
     * The sitter ends with the photo: clears the matte beyond it, softly over the last {@code width} pixels.
     *
     * @param alpha changed in place
     */
    public void clearBeyond(Raster alpha, double width) {
        if (covers(alpha)) {
            return;
        }
        Seam seam = seam(alpha, width);
        Rows.parallel(alpha.height(), (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < alpha.width(); x++) {
                    alpha.data()[y * alpha.width() + x] *= seam.depth(x, y);
                }
            }
        });
    }
}
