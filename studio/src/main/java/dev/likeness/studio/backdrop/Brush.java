package dev.likeness.studio.backdrop;

import dev.likeness.darkroom.pixel.Raster;

/**
 * Draws leaves, petals and boughs on a painting or on a layer, in face widths; outlines are soft over one pixel. On a
 * layer of four channels colours are premultiplied by cover.
 */
final class Brush {
    private final Raster raster;
    private final Focus face;

    Brush(Raster raster, Focus face) {
        this.raster = raster;
        this.face = face;
    }

    /**
     * One leaf: two arcs that meet in points.
     *
     * @param u      middle
     * @param v      middle
     * @param length from tip to tip
     * @param width  at the middle
     * @param angle  of the length, radians clockwise from the right
     */
    void leaf(double u, double v, double length, double width, double angle, Tone tone) {
        blade(u, v, length, width, angle, tone, 1);
    }

    /** One petal or tuft: an ellipse, measured as a {@link #leaf}. */
    void petal(double u, double v, double length, double width, double angle, Tone tone) {
        blade(u, v, length, width, angle, tone, 0.5);
    }

    private void blade(double u, double v, double length, double width, double angle, Tone tone, double roundness) {
        double x = face.x(u);
        double y = face.y(v);
        double half = Math.max(0.5, length * face.faceWidth() / 2);
        double wide = Math.max(0.4, width * face.faceWidth() / 2);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double reachX = Math.abs(cos) * half + Math.abs(sin) * wide + 1;
        double reachY = Math.abs(sin) * half + Math.abs(cos) * wide + 1;
        for (int py = first(y - reachY); py <= last(y + reachY, raster.height()); py++) {
            for (int px = first(x - reachX); px <= last(x + reachX, raster.width()); px++) {
                double along = ((px + 0.5 - x) * cos + (py + 0.5 - y) * sin) / half;
                double free = 1 - along * along;
                if (free > 0) {
                    double edge = wide * (roundness == 1 ? free : Math.sqrt(free));
                    double across = Math.abs((py + 0.5 - y) * cos - (px + 0.5 - x) * sin);
                    lay(px, py, tone, Math.min(1, edge - across + 0.5));
                }
            }
        }
    }

    /** A straight piece of a bough, tapering from {@code thick} to {@code thin} face widths. */
    void limb(double u0, double v0, double u1, double v1, double thick, double thin, Tone tone) {
        double x = face.x(u0);
        double y = face.y(v0);
        double dx = face.x(u1) - x;
        double dy = face.y(v1) - y;
        double square = Math.max(1e-9, dx * dx + dy * dy);
        double from = thick * face.faceWidth() / 2;
        double to = thin * face.faceWidth() / 2;
        double reach = Math.max(from, to) + 1;
        for (int py = first(Math.min(y, y + dy) - reach); py <= last(Math.max(y, y + dy) + reach,
                raster.height()); py++) {
            for (int px = first(Math.min(x, x + dx) - reach); px <= last(Math.max(x, x + dx) + reach,
                    raster.width()); px++) {
                double t = Math.clamp(((px + 0.5 - x) * dx + (py + 0.5 - y) * dy) / square, 0.0, 1.0);
                double off = Math.hypot(px + 0.5 - x - t * dx, py + 0.5 - y - t * dy);
                lay(px, py, tone, Math.min(1, from + (to - from) * t - off + 0.5));
            }
        }
    }

    private static int first(double position) {
        return (int) Math.max(0, Math.floor(position));
    }

    private static int last(double position, int size) {
        return (int) Math.min(size - 1, Math.ceil(position));
    }

    private void lay(int x, int y, Tone tone, double cover) {
        if (cover <= 0) {
            return;
        }
        float c = (float) cover;
        float[] data = raster.data();
        int at = raster.at(x, y);
        data[at] += c * ((float) tone.b() - data[at]);
        data[at + 1] += c * ((float) tone.g() - data[at + 1]);
        data[at + 2] += c * ((float) tone.r() - data[at + 2]);
        if (raster.channels() == 4) {
            data[at + 3] += c * (1 - data[at + 3]);
        }
    }
}
