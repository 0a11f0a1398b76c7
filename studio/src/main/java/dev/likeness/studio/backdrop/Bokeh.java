package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;

/**
 * Draws points of light far out of focus: each becomes an image of the lens's aperture, added in linear light.
 *
 * <p>
 * The disc is a little brighter at its rim, as lenses corrected for spherical aberration show it, and its edge is soft by
 * a few per cent of the radius. Towards the frame's corners the barrel clips the aperture: the disc becomes the
 * intersection of two circles ("cat's eye"), long across the line to the centre. Discs outside the middle therefore also
 * pass less light.
 */
final class Bokeh {
    private static final double RIM = 0.32;
    private static final double SOFT = 0.10;

    private final Raster canvas;
    private final double middleX;
    private final double middleY;
    private final double reach;

    Bokeh(Raster canvas) {
        this.canvas = canvas;
        this.middleX = canvas.width() / 2.0;
        this.middleY = canvas.height() / 2.0;
        this.reach = Math.hypot(middleX, middleY);
    }

    /**
     * Adds one light.
     *
     * @param radius pixels
     * @param light  what the middle of the disc adds
     */
    void add(double x, double y, double radius, Tone light) {
        double off = Math.hypot(x - middleX, y - middleY) / reach;
        double shift = 0.62 * Math.min(1.1, off * off) * radius;
        double length = Math.max(1e-6, Math.hypot(x - middleX, y - middleY));
        double clipX = x + (middleX - x) / length * shift;
        double clipY = y + (middleY - y) / length * shift;
        double edge = Math.max(SOFT * radius, 1.1);
        int left = (int) Math.max(0, Math.floor(x - radius - edge));
        int right = (int) Math.min(canvas.width() - 1, Math.ceil(x + radius + edge));
        int top = (int) Math.max(0, Math.floor(y - radius - edge));
        int bottom = (int) Math.min(canvas.height() - 1, Math.ceil(y + radius + edge));
        float[] data = canvas.data();
        for (int py = top; py <= bottom; py++) {
            for (int px = left; px <= right; px++) {
                double d = Math.sqrt((px - x) * (px - x) + (py - y) * (py - y));
                double clip = Math.sqrt((px - clipX) * (px - clipX) + (py - clipY) * (py - clipY));
                double inside = cover(radius - d, edge) * cover(radius * 1.04 - clip, edge);
                if (inside > 0) {
                    double t = Math.min(1, Math.max(d, clip) / radius);
                    double weight = inside * (1 - RIM + RIM * t * t * t);
                    int at = canvas.at(px, py);
                    data[at] += (float) (weight * light.b());
                    data[at + 1] += (float) (weight * light.g());
                    data[at + 2] += (float) (weight * light.r());
                }
            }
        }
    }

    private static double cover(double inward, double edge) {
        return Lens.step(-edge, edge, inward);
    }
}
