/**
 * Renditions, the optional last step: a finished {@link dev.likeness.studio.rendition.Portrait} (sRGB picture, matte,
 * face) and the name of a rendition go in, the picture as oil, watercolour, pencil, charcoal, ink, comic, anime or
 * poster comes out, of the same size. Strokes are measured in face widths, so that all sizes look alike, and are finest
 * at eyes and mouth, for the likeness. May import core, the darkroom's faces, pixels and face map, and {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.rendition;
