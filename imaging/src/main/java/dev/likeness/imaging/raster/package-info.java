/**
 * What decoders of every format share: limits, the deadline, and the way of a picture's rows from a codec into a reduced
 * sRGB picture. Imports core, {@code resample} and the codecs.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.raster;
