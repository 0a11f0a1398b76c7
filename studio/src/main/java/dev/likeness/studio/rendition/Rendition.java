package dev.likeness.studio.rendition;

import dev.likeness.darkroom.pixel.Raster;

/** A medium or manner in which a portrait is made over by hand, or as if. */
@FunctionalInterface
public interface Rendition {
    /** A new picture of the same size: three channels, sRGB, about 0..1. The portrait is not modified. */
    Raster render(Portrait portrait);
}
