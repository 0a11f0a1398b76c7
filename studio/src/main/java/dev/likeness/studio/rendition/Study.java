package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;

/**
 * What an artist takes in before the first stroke.
 *
 * @param luma      light and dark, see {@link Tones#luma}
 * @param attention how closely to look, see {@link Attention}
 * @param flow      where lines run
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
     * Exponent that brings the face into the middle of the scale on paper: dark skin stays darker than light skin, but
     * gets as much room for modelling.
     */
    double exposure() {
        double mean = Tones.onFace(luma, attention);
        return Math.clamp(Math.log(0.34 + 0.44 * mean) / Math.log(mean), 0.5, 1.4);
    }

    /** As {@link #exposure}, half way: colours tell the complexion, which must stay the sitter's. */
    double exposureInColour() {
        return Math.sqrt(exposure());
    }
}
