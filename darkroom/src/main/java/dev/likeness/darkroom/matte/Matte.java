package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * How much of each pixel is the person.
 *
 * @param alpha     one channel, 0 (ground) to 1 (person)
 * @param fromPhoto where the photo lies in {@code alpha}
 * @param trust     0 to 1: how sure the network was along the edge, and how well it agrees with its mirrored run
 */
public record Matte(Raster alpha, Placement fromPhoto, double trust) {}
