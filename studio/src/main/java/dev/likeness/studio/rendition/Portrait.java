package dev.likeness.studio.rendition;

import dev.likeness.core.Seed;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The finished photographic portrait that an artist works from.
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

    /** The measure of every stroke, dot and grain: the face's width, pixels; bounded where it is hardly a portrait. */
    double unit() {
        return Math.clamp(face.width(), 0.15 * Math.min(width(), height()), 0.7 * Math.max(width(), height()));
    }
}
