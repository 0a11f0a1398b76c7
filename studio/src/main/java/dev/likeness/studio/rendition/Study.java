package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Flow;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The analysis of a portrait that all renditions use.
 *
 * @param luma      light and dark, see {@link Tones#luma}
 * @param attention how much detail each place gets, see {@link Attention}
 * @param flow      direction of lines, see {@link Flow}
 */
record Study(Portrait portrait, Raster luma, Raster attention, Flow flow) {
    static Study of(Portrait portrait) {
        Raster luma = Tones.luma(portrait.bgr());
        return new Study(portrait, luma, Attention.of(portrait), Flow.of(luma, 0.013 * portrait.unit()));
    }

    int width() {
        return portrait.width();
    }

    int height() {
        return portrait.height();
    }

    double unit() {
        return portrait.unit();
    }

    /**
     * Exponent that moves the face's tones to the middle of the scale: dark skin stays darker than light skin, but gets
     * as many tones.
     */
    double exposure() {
        double mean = Tones.onFace(luma, attention);
        return Math.clamp(Math.log(0.34 + 0.44 * mean) / Math.log(mean), 0.5, 1.4);
    }

    /** As {@link #exposure}, but half as strong, because in colour the complexion must stay the sitter's. */
    double exposureInColour() {
        return Math.sqrt(exposure());
    }
}
