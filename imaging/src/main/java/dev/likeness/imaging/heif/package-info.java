/**
 * HEIC and AVIF (ISO/IEC 23008-12). The container is walked here and cut down to the coded pictures ({@link
 * dev.likeness.imaging.heif.HeifMeta}, {@link dev.likeness.imaging.heif.HeifExcerpt}); those are decoded by libheif, where
 * the user has it, in a process of its own ({@link dev.likeness.imaging.heif.HeifDecoder}, {@link
 * dev.likeness.imaging.heif.HeifProcess}), because decoders of films in C are not let near the service's memory and
 * secrets. Rows of pixels come out. Imports {@code raster} and java.lang.foreign.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.heif;
