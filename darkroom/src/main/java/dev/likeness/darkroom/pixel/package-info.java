/**
 * Pixels as the darkroom and the studio work on them. {@link dev.likeness.darkroom.pixel.Raster} (floats on the Java heap),
 * {@link dev.likeness.darkroom.pixel.Mask} and {@link dev.likeness.darkroom.pixel.NativePicture} (an 8-bit photo) go in and
 * out; OpenCV stays behind them, and whoever imports {@code org.bytedeco} for a filter adds the filter here. Imports
 * {@code imaging.resample} and nothing else of the project.
 *
 * <p>There is one resampler, {@link dev.likeness.darkroom.pixel.Resampling} on top of {@code imaging.resample}: exact
 * places, straight from bytes, and the same reduction with which the decoders shrink large photos. OpenCV's
 * ({@code Filters.reduced}, {@code enlarged}, {@code Placement.draw}) makes the small pictures that networks and masks are
 * made on, because the networks were trained on OpenCV's pictures.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.darkroom.pixel;
