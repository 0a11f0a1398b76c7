package dev.likeness.diffusion.picture;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;

/** Resizes and crops reference images for the model. */
public final class ReferenceResizing {
    private static final int LARGEST_AREA = 1024 * 1024;
    private static final int SHORTEST = 64;
    private static final int LONGEST_ASPECT = 8;

    private ReferenceResizing() {}

    /**
     * The size after reduction, and the size of the crop from its middle.
     *
     * @param left left edge of the crop
     */
    public record Fit(int width, int height, int cropWidth, int cropHeight, int left, int top) {}

    /**
     * At most a megapixel, and sides that are multiples of the grid by cropping, never by stretching or enlarging.
     *
     * @param grid side of the square of pixels that one token stands for
     * @throws PortraitException.UnusablePhoto when the picture is too small or too narrow
     */
    public static Fit fit(int width, int height, int grid) {
        if (Math.min(width, height) < SHORTEST) {
            throw new PortraitException.UnusablePhoto(ErrorCode.PHOTO_TOO_SMALL, "a reference of " + width + "x"
                    + height + " pixels is too small: both sides need " + SHORTEST + " or more");
        }
        if (Math.max(width, height) > LONGEST_ASPECT * Math.min(width, height)) {
            throw new PortraitException.UnusablePhoto(ErrorCode.PHOTO_UNSUPPORTED, "a reference of " + width + "x"
                    + height + " pixels is too narrow: crop it to at most " + LONGEST_ASPECT + " to 1");
        }
        int w = width;
        int h = height;
        if ((long) w * h > LARGEST_AREA) {
            double scale = Math.sqrt(LARGEST_AREA / ((double) w * h));
            w = (int) (width * scale);
            h = (int) (height * scale);
        }
        int cropWidth = w / grid * grid;
        int cropHeight = h / grid * grid;
        return new Fit(w, h, cropWidth, cropHeight, (w - cropWidth) / 2, (h - cropHeight) / 2);
    }

    /**
     * @throws PortraitException.UnusablePhoto when the picture is too small or too narrow
     */
    public static Rgb fitted(Rgb picture, int grid) {
        Fit fit = fit(picture.width(), picture.height(), grid);
        return Lanczos.resized(picture, fit.width, fit.height).crop(fit.left, fit.top, fit.cropWidth, fit.cropHeight);
    }
}
