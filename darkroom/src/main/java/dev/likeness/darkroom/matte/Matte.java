package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * How much of each pixel is the person.
 *
 * @param alpha     one channel, 0 (ground) to 1 (person)
 * @param fromPhoto where the photo lies in {@code alpha}
 * @param trust     how far it can be relied on
 */
public record Matte(Raster alpha, Placement fromPhoto, Trust trust) {}
