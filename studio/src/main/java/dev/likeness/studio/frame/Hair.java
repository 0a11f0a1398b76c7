package dev.likeness.studio.frame;

import dev.likeness.darkroom.pixel.Raster;

/**
 * One hair: it leaves its root in some direction, bends evenly, and gets thinner and fainter to its tip. Pixels.
 *
 * @param x        of the root; {@code y} likewise
 * @param dx       unit vector of its direction at the root, with {@code dy}
 * @param bend     by how much it turns on its way, radians
 * @param width    at the root
 * @param strength its alpha at the root, were it a pixel wide, 0 to 1
 * @param bgr      its colour, sRGB 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // a colour: never compared
record Hair(double x, double y, double dx, double dy, double length, double bend, double width, double strength,
        float[] bgr) {
    /** Length of the straight pieces it is drawn in, pixels. */
    private static final double PIECE = 2;

    /** Adds it to the colours and the alpha of a picture. */
    void draw(Raster colours, Raster alpha) {
        int pieces = Math.max(3, (int) Math.ceil(length / PIECE));
        double step = length / pieces;
        double px = x;
        double py = y;
        double angle = Math.atan2(dy, dx);
        for (int i = 0; i < pieces; i++) {
            double along = (i + 0.5) / pieces;
            double qx = px + step * Math.cos(angle);
            double qy = py + step * Math.sin(angle);
            piece(px, py, qx, qy, along, colours, alpha);
            px = qx;
            py = qy;
            angle += bend / pieces;
        }
    }

    private void piece(double px, double py, double qx, double qy, double along, Raster colours, Raster alpha) {
        double thick = width * (1 - 0.6 * along);
        // Thinner than a pixel is fainter, not thinner.
        double drawn = Math.max(1, thick);
        double faint = strength * Math.min(1, thick) * (1 - along * along);
        int left = Math.max(0, (int) Math.floor(Math.min(px, qx) - drawn));
        int right = Math.min(alpha.width() - 1, (int) Math.ceil(Math.max(px, qx) + drawn));
        int top = Math.max(0, (int) Math.floor(Math.min(py, qy) - drawn));
        int bottom = Math.min(alpha.height() - 1, (int) Math.ceil(Math.max(py, qy) + drawn));
        double ux = qx - px;
        double uy = qy - py;
        double n = ux * ux + uy * uy;
        for (int v = top; v <= bottom; v++) {
            for (int u = left; u <= right; u++) {
                double t = ((u - px) * ux + (v - py) * uy) / n;
                // Each pixel belongs to one piece, so none is drawn twice.
                if (t >= 0 && t < 1) {
                    double away = Math.abs((u - px) * uy - (v - py) * ux) / Math.sqrt(n);
                    double cover = faint * Math.clamp(drawn / 2 + 0.5 - away, 0, 1);
                    add(colours, alpha, v * alpha.width() + u, (float) cover);
                }
            }
        }
    }

    /** Behind what is there: a hair is seen where the others end. */
    private void add(Raster colours, Raster alpha, int i, float cover) {
        float a = alpha.data()[i];
        float more = cover * (1 - a);
        if (more > 0) {
            for (int c = 0; c < 3; c++) {
                int k = 3 * i + c;
                colours.data()[k] = (a * colours.data()[k] + more * bgr[c]) / (a + more);
            }
            alpha.data()[i] = a + more;
        }
    }
}
