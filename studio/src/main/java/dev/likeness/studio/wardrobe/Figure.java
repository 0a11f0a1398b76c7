package dev.likeness.studio.wardrobe;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Srgb;

/**
 * The sitter in the size in which garments are recognized, with colours that folds hardly change: lightness has a small
 * weight, and a and b of OKLab are relative to it, because shade scales all three.
 *
 * @param scale  pixels of this picture a pixel of the canvas
 * @param colour three channels: 0.6 L, a / (L + 0.2), b / (L + 0.2)
 * @param alpha  of the sitter
 * @param skin   of face and neck
 * @param axis   x of the body's middle, estimated from the mouth
 * @param chin   y of the chin
 * @param unit   distance between the eyes, pixels: the measure of lengths here
 */
record Figure(double scale, Raster colour, Raster alpha, Raster skin, double axis, double chin, double unit) {
    /** Face width here, pixels. */
    private static final double FACE = 88;

    static Figure of(Raster bgr, Raster alpha, Raster skin, Face face) {
        double scale = Math.min(1, FACE / face.width());
        int width = Math.max(1, (int) Math.round(bgr.width() * scale));
        int height = Math.max(1, (int) Math.round(bgr.height() * scale));
        Raster colour = features(small(bgr, width, height));
        double unit = face.eyeDistance() * scale;
        return new Figure(scale, colour, small(alpha, width, height), small(skin, width, height),
                face.mouth().x() * scale, face.mesh().chin().y() * scale, unit);
    }

    int width() {
        return colour.width();
    }

    int height() {
        return colour.height();
    }

    int size() {
        return alpha.data().length;
    }

    /** Right of the body's middle, in eye distances. */
    double u(int i) {
        return (i % width() - axis) / unit;
    }

    /** Below the chin, in eye distances. */
    double v(int i) {
        return (i / width() - chin) / unit;
    }

    private static Raster small(Raster raster, int width, int height) {
        return raster.width() == width && raster.height() == height
                ? raster
                : Filters.reduced(raster, width, height);
    }

    private static Raster features(Raster bgr) {
        Raster result = Raster.blank(bgr.width(), bgr.height(), 3);
        float[] from = bgr.data();
        float[] to = result.data();
        for (int i = 0; i < to.length; i += 3) {
            Oklab.of(Srgb.toLinear(from[i]), Srgb.toLinear(from[i + 1]), Srgb.toLinear(from[i + 2]), to, i);
            float shade = 1 / (to[i] + 0.2f);
            to[i] *= 0.6f;
            to[i + 1] *= shade;
            to[i + 2] *= shade;
        }
        return result;
    }
}
