/**
 * Pictures in and out of files. Bytes of unknown origin go into {@link dev.likeness.imaging.PhotoDecoder}, which
 * trusts nothing they claim, and an upright sRGB {@link dev.likeness.core.Photo} comes out; a finished {@link
 * dev.likeness.core.Rendering} goes into a writer and a file that says of itself that a machine made it comes out.
 * Nothing of the input's metadata reaches the output. The packages below hold what only these classes use: {@code
 * format}, {@code heif}, {@code raster} and {@code label}; {@code resample} is used by the darkroom too. Imports core and the codecs,
 * nothing else.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging;
