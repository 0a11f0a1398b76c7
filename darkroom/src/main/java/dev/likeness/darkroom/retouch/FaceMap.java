package dev.likeness.darkroom.retouch;

import dev.likeness.darkroom.face.Face;

/**
 * Places on a face in units of the eye distance ({@code iod}): origin between the eyes, x to the right of the picture,
 * y down, turned with the eye line. Soft ellipses in these coordinates say where eyes, brows, lips and cheeks are.
 */
public final class FaceMap {
    private final double eyesX;
    private final double eyesY;
    private final double iod;
    private final double cos;
    private final double sin;
    private final double mouthX;
    private final double mouthY;

    /** @param face in the pixels in which places will be asked for */
    public FaceMap(Face face) {
        eyesX = face.eyesX();
        eyesY = face.eyesY();
        iod = face.eyeDistance();
        cos = (face.rightEye().x() - face.leftEye().x()) / iod;
        sin = (face.rightEye().y() - face.leftEye().y()) / iod;
        mouthX = x(face.mouth().x(), face.mouth().y());
        mouthY = y(face.mouth().x(), face.mouth().y());
    }

    public double iod() {
        return iod;
    }

    public double x(double px, double py) {
        return ((px - eyesX) * cos + (py - eyesY) * sin) / iod;
    }

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

    /** A round spot of light: Gaussian with standard deviations {@code (rx, ry)}. */
    static double glow(double x, double y, double cx, double cy, double rx, double ry) {
        double u = (x - cx) / rx;
        double v = (y - cy) / ry;
        return Math.exp(-0.5 * (u * u + v * v));
    }

    public static double smooth(double from, double to, double value) {
        double t = Math.clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    public static double eyes(double x, double y) {
        return ellipse(Math.abs(x), y, 0.5, 0, 0.27, 0.14, 0.35);
    }

    /** The eyes with a wide fall over the lids, for changes of tone. */
    static double eyesSoftly(double x, double y) {
        return ellipse(Math.abs(x), y, 0.5, 0, 0.2, 0.1, 1.2);
    }

    public static double brows(double x, double y) {
        return ellipse(Math.abs(x), y, 0.52, -0.34, 0.4, 0.13, 0.3);
    }

    public static double nostrils(double x, double y) {
        return ellipse(Math.abs(x), y, 0.13, 0.66, 0.12, 0.07, 0.4);
    }

    public double lips(double x, double y) {
        return ellipse(x, y, mouthX, mouthY, 0.48, 0.2, 0.3);
    }

    /** Whole face without hair and ears. */
    public static double oval(double x, double y) {
        return ellipse(x, y, 0, 0.32, 1.16, 1.72, 0.12);
    }

    /** Neck below the chin. */
    static double neck(double x, double y) {
        return ellipse(x, y, 0, 2.25, 1.05, 0.75, 0.2);
    }
}
