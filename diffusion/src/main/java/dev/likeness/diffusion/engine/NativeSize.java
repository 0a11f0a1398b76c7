package dev.likeness.diffusion.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.diffusion.picture.Lanczos;
import dev.likeness.diffusion.picture.Rgb;

/**
 * The size in which the model makes a portrait: the ordered size, rounded up to the model's grid and reduced if it is
 * too large.
 *
 * @param width pixels, a multiple of the model's grid; so is the height
 */
public record NativeSize(int width, int height) {
    private static final int SMALLEST = 256;

    /**
     * @param grid       side of the square of pixels for one token
     * @param mostPixels largest area of the result
     */
    public static NativeSize of(FrameSize size, int grid, long mostPixels) {
        double scale = Math.min(1, Math.sqrt(mostPixels / ((double) size.width() * size.height())));
        return new NativeSize(side(size.width() * scale, grid, scale < 1),
                side(size.height() * scale, grid, scale < 1));
    }

    private static int side(double length, int grid, boolean reduced) {
        double squares = length / grid;
        return grid * (int) Math.max(SMALLEST / grid, reduced ? Math.floor(squares) : Math.ceil(squares));
    }

    /** The picture in the ordered size: scaled until it covers that size, then cropped to its middle. */
    public Rgb finished(Rgb picture, FrameSize size) {
        double scale = Math.max((double) size.width() / width, (double) size.height() / height);
        Rgb covering = picture;
        if (scale > 1) {
            covering = Lanczos.resized(picture, (int) Math.ceil(width * scale - 1e-9),
                    (int) Math.ceil(height * scale - 1e-9));
        }
        return covering.crop((covering.width() - size.width()) / 2, (covering.height() - size.height()) / 2,
                size.width(),
                size.height());
    }
}
