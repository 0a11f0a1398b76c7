/**
 * The last step of all, for those who want more than a photograph: a finished {@link
 * dev.likeness.studio.rendition.Portrait} (sRGB picture, matte, face) and the name of a rendition go in, the picture as
 * oil, watercolour, pencil, charcoal, ink, comic, anime or poster comes out, of the same size. Strokes are measured in
 * face widths, so every size looks alike, and are finest where the likeness lives. May import core, the darkroom's faces,
 * pixels and face map, and {@code plan}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.rendition;
