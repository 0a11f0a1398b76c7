package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * The share of the person in each pixel.
 *
 * @param alpha     one channel, 0 (background) to 1 (person)
 * @param fromPhoto where the photo lies in {@code alpha}
 * @param trust     how far it can be relied on
 */
public record Matte(Raster alpha, Placement fromPhoto, Trust trust) {}
