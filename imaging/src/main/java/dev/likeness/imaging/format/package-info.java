/**
 * The file formats a photo may come in. {@link dev.likeness.imaging.format.FileFacts} walks a file's blocks without decoding
 * a pixel and checks what it claims; a {@code …Pixels} class then decodes what was found to be needed, row by row. Imports
 * {@code raster} and {@code heif}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.imaging.format;
