package dev.likeness.studio.rendition;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The finished photographic portrait that a rendition is made of.
 *
 * @param bgr     three channels, sRGB 0..1
 * @param alpha   one channel, the sitter
 * @param face    in the pixels of the picture
 * @param keyLeft whether the key light comes from the left of the picture
 */
public record Portrait(Raster bgr, Raster alpha, Face face, boolean keyLeft, Seed seed) {
    int width() {
        return bgr.width();
    }

    int height() {
        return bgr.height();
    }

    /**
     * The unit of all strokes, dots and grain: the face's width, pixels, limited for very small and very large faces.
     */
    double unit() {
        return Math.clamp(face.width(), 0.15 * Math.min(width(), height()), 0.7 * Math.max(width(), height()));
    }
}
