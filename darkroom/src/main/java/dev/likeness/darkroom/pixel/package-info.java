/**
 * Pixels as the darkroom and the studio work on them. {@link dev.likeness.darkroom.pixel.Raster} (floats on the Java heap),
 * {@link dev.likeness.darkroom.pixel.Mask} and {@link dev.likeness.darkroom.pixel.NativePicture} (an 8-bit photo) go in and
 * out; OpenCV stays behind them, and whoever imports {@code org.bytedeco} for a filter adds the filter here. Imports
 * nothing of the project.
 *
 * <p>Three ways of resampling stay side by side, because each gives other last bits and the bytes of a portrait are kept
 * from version to version: {@link dev.likeness.darkroom.pixel.Resampling} for the canvas (exact places, straight from bytes);
 * OpenCV ({@code Filters.reduced}, {@code enlarged}, {@code Placement.draw}) for the pictures on which networks and masks
 * are made, as the networks were trained on OpenCV's; and outside of this package {@code imaging.AreaAverage}, in integers
 * and by rows, because a decoder's photo never stands in memory as a whole, and {@code imaging} lies below this module.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.pixel;
