package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;

/** A painting, drawing or printing style. */
@FunctionalInterface
public interface Rendition {
    /** A new picture of the same size: three channels, sRGB, about 0..1. The portrait is not modified. */
    Raster render(Portrait portrait);
}
