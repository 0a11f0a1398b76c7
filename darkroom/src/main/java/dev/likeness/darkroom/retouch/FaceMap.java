package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Face;

/**
 * Coordinates on a face in units of the eye distance ({@code iod}): origin between the eyes, x to the right of the
 * picture, y down, rotated with the eye line. Soft ellipses in these coordinates approximate eyes, brows, lips and
 * cheeks: each has a centre, two radii and a fall-off outside them (a share of the radii), all by eye on the
 * public-domain sitters.
 */
public final class FaceMap {
    private final double eyesX;
    private final double eyesY;
    private final double iod;
    private final double cos;
    private final double sin;
    private final double mouthX;
    private final double mouthY;

    /** @param face in the pixels of the coordinates to be converted */
    public FaceMap(Face face) {
        eyesX = face.eyesX();
        eyesY = face.eyesY();
        iod = face.eyeDistance();
        cos = (face.rightEye().x() - face.leftEye().x()) / iod;
        sin = (face.rightEye().y() - face.leftEye().y()) / iod;
        mouthX = x(face.mouth().x(), face.mouth().y());
        mouthY = y(face.mouth().x(), face.mouth().y());
    }

    /** Distance between the eyes, pixels. */
    public double iod() {
        return iod;
    }

    /** The place of a pixel to the right of the point between the eyes, eye distances. */
    public double x(double px, double py) {
        return ((px - eyesX) * cos + (py - eyesY) * sin) / iod;
    }

    /** The place of a pixel below the point between the eyes, eye distances. */
    public double y(double px, double py) {
        return ((py - eyesY) * cos - (px - eyesX) * sin) / iod;
    }

    /** 1 inside the ellipse, falling smoothly to 0 over {@code edge} of its radius outside it. */
    static double ellipse(double x, double y, double cx, double cy, double rx, double ry, double edge) {
        double u = (x - cx) / rx;
        double v = (y - cy) / ry;
        if (Math.abs(u) >= 1 + edge || Math.abs(v) >= 1 + edge) {
            return 0;
        }
        double d = Math.sqrt(u * u + v * v);
        return 1 - smooth(1, 1 + edge, d);
    }

    /** 0 up to {@code from}, 1 from {@code to} on, a smooth cubic between. */
    public static double smooth(double from, double to, double value) {
        double t = Math.clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /** The eyes with their lids. */
    public static double eyes(double x, double y) {
        return ellipse(Math.abs(x), y, 0.5, 0, 0.27, 0.14, 0.35);
    }

    /** The eyebrows. */
    public static double brows(double x, double y) {
        return ellipse(Math.abs(x), y, 0.52, -0.34, 0.4, 0.13, 0.3);
    }

    /** The nostrils. */
    public static double nostrils(double x, double y) {
        return ellipse(Math.abs(x), y, 0.13, 0.66, 0.12, 0.07, 0.4);
    }

    /** The lips, around the detected mouth. */
    public double lips(double x, double y) {
        return ellipse(x, y, mouthX, mouthY, 0.48, 0.2, 0.3);
    }

    /** Whole face without hair and ears. */
    public static double oval(double x, double y) {
        return ellipse(x, y, 0, 0.32, 1.16, 1.72, 0.12);
    }

    /** Forehead and scalp, from the eyes up. */
    static double scalp(double x, double y) {
        return y < 0 ? ellipse(x, y, 0, 0.2, 1.2, 2.3, 0.12) : 0;
    }

    /** Neck below the chin. */
    static double neck(double x, double y) {
        return ellipse(x, y, 0, 2.25, 1.05, 0.75, 0.2);
    }
}
