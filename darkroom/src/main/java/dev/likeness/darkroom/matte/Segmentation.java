package dev.likeness.darkroom.matte;

import dev.likeness.darkroom.pixel.Filters;
import dev.likeness.darkroom.pixel.Interpolation;
import dev.likeness.darkroom.pixel.PixelNetwork;
import dev.likeness.darkroom.pixel.Raster;

/**
 * A second opinion on where people are: MediaPipe's selfie segmentation (Apache-2.0, see {@code docs/models.md}). It
 * was trained on many more people than {@link PortraitNet}, but does not resolve hair and does not distinguish the
 * sitter from a neighbour.
 *
 * <p>Input [1, 3, 256, 256]: R, G, B, 0 to 1. Output [1, 1, 256, 256]: person, 0 to 1.
 */
final class Segmentation {
    /** Side of the input, pixels. */
    private static final int SIDE = 256;
    private static final int AREA = SIDE * SIDE;

    private final PixelNetwork net = Networks.read("selfie-segmentation.onnx");

    /**
     * @param bgr   three channels, 0 to 1
     * @param valid 1 inside the photo, else 0; the photo's part of the picture is stretched to the network's input
     * @return how much each pixel is a person, 0 to 1; 0 beyond the photo
     */
    Raster person(Raster bgr, Raster valid) {
        Bounds photo = Bounds.around(valid);
        Raster person = Raster.blank(bgr.width(), bgr.height(), 1);
        if (photo.isEmpty()) {
            return person;
        }
        Raster seen = Filters.enlarged(photo.cut(bgr), SIDE, SIDE, Interpolation.LINEAR);
        float[] input = new float[3 * AREA];
        for (int i = 0; i < AREA; i++) {
            for (int c = 0; c < 3; c++) {
                input[c * AREA + i] = seen.data()[3 * i + 2 - c];
            }
        }
        Raster said = new Raster(SIDE, SIDE, 1, net.run(input, 1, 3, SIDE, SIDE));
        photo.lay(Filters.enlarged(said, photo.width(), photo.height(), Interpolation.LINEAR), person);
        for (int i = 0; i < person.data().length; i++) {
            person.data()[i] *= valid.data()[i];
        }
        return person;
    }

    /** The smallest rectangle that holds all valid pixels; right and bottom lie beyond it. */
    private record Bounds(int left, int top, int right, int bottom) {
        static Bounds around(Raster valid) {
            int left = valid.width();
            int top = valid.height();
            int right = 0;
            int bottom = 0;
            for (int y = 0; y < valid.height(); y++) {
                for (int x = 0; x < valid.width(); x++) {
                    if (valid.data()[y * valid.width() + x] > 0) {
                        left = Math.min(left, x);
                        top = Math.min(top, y);
                        right = Math.max(right, x + 1);
                        bottom = Math.max(bottom, y + 1);
                    }
                }
            }
            return new Bounds(left, top, right, bottom);
        }

        boolean isEmpty() {
            return right <= left;
        }

        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }

        /** This part of a picture. */
        Raster cut(Raster picture) {
            Raster part = Raster.blank(width(), height(), picture.channels());
            for (int y = 0; y < height(); y++) {
                System.arraycopy(picture.data(), picture.at(left, top + y), part.data(), part.at(0, y),
                        width() * picture.channels());
            }
            return part;
        }

        /** Copies a part to where it was taken from. */
        void lay(Raster part, Raster picture) {
            for (int y = 0; y < height(); y++) {
                System.arraycopy(part.data(), part.at(0, y), picture.data(), picture.at(left, top + y),
                        width() * picture.channels());
            }
        }
    }
}
