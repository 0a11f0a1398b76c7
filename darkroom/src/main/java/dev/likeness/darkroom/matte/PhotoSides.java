package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;

/**
 * Which sides of the work picture are sides of the photo: near them networks and filters have only half of their
 * context.
 */
record PhotoSides(boolean left, boolean right, boolean foot) {
    static PhotoSides of(WorkPicture work, NativePicture photo) {
        Placement toPhoto = work.fromPhoto().inverse();
        return new PhotoSides(toPhoto.x(0) < 1, toPhoto.x(work.width()) > photo.width() - 1,
                toPhoto.y(work.height()) > photo.height() - 1);
    }

    /**
     * Repeats the pixels inside along these sides.
     *
     * @param margin width of the overwritten margin, pixels; at least 1
     */
    void continueTo(Raster alpha, double margin) {
        int m = Math.max(1, (int) Math.round(margin));
        int width = alpha.width();
        int height = alpha.height();
        float[] a = alpha.data();
        for (int row = 0; row < height * width; row += width) {
            for (int x = 0; x < m; x++) {
                a[row + x] = left ? a[row + m] : a[row + x];
                a[row + width - 1 - x] = right ? a[row + width - 1 - m] : a[row + width - 1 - x];
            }
        }
        if (foot) {
            for (int y = height - m; y < height; y++) {
                System.arraycopy(a, (height - 1 - m) * width, a, y * width, width);
            }
        }
    }
}
