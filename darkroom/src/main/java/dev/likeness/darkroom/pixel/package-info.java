/**
 * Pixels as the darkroom and the studio work on them: {@link dev.likeness.darkroom.pixel.Raster} on the Java heap for
 * passes written by hand, OpenCV for filters. Imports nothing of the project.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.pixel;
