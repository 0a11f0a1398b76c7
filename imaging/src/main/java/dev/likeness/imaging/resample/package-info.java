/**
 * The weights of resampled rows and columns, and reduction by area average. Rows of float samples go in and out. The
 * decoders reduce large photos with it while they read them, and {@code darkroom.pixel.Resampling} draws photos and masks
 * on a canvas with it. Imports nothing of the project.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.resample;
