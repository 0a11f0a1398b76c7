package dev.likeness.diffusion.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;

/**
 * The part of a photo that the model gets as a reference. It has the proportions of the portrait, so that things can
 * keep their places, but never cuts off the person. It may reach beyond the photo.
 *
 * @param left from the photo's left edge, pixels; likewise the others
 */
record ReferenceCrop(double left, double top, double width, double height) {
    private static final int GRID = 16;
    private static final double LARGEST_AREA = 1024 * 1024;
    private static final int SMALLEST_AREA = 512 * 512;
    /** Position of the eyes in a photo that must be cropped in height, as a share of the height from the top. */
    private static final double EYE_LEVEL = 0.38;
    /**
     * The part of a photo that is kept in any case: this share of its sides, and so many face widths across and down.
     */
    private static final double KEPT = 0.6;
    private static final double KEPT_ACROSS = 2;
    private static final double KEPT_DOWN = 2.6;
    /**
     * The part that is kept of a person who is wider than the picture: so many face widths, and this factor more than
     * fits.
     */
    private static final double HEAD = 1.4;
    private static final double WIDER = 1.12;
    private static final double MARGIN = 0.08;

    /** The part of the photo around the face with the proportions of the order. */
    static ReferenceCrop within(int width, int height, Face face, FrameSize order) {
        double aspect = (double) order.width() / order.height();
        double w = Math.min(width,
                Math.max(height * aspect, Math.max(KEPT * width, KEPT_ACROSS * face.width())));
        double h = Math.min(height,
                Math.max(width / aspect, Math.max(KEPT * height, KEPT_DOWN * face.width())));
        return new ReferenceCrop(Math.clamp(face.eyesX() - w / 2, 0, width - w),
                Math.clamp(face.eyesY() - EYE_LEVEL * h, 0, height - h), w, h);
    }

    /**
     * The part around a person, with the proportions of the order.
     *
     * @param person bounding box of the person in the photo
     * @param photoHeight height of the photo; a person who is cut off by the lower edge ends there
     */
    static ReferenceCrop around(ReferenceCrop person, int photoHeight, Face face, FrameSize order) {
        double aspect = (double) order.width() / order.height();
        double bottom = Math.min(photoHeight, person.bottom() + MARGIN * person.height);
        double h = bottom - person.top + MARGIN * person.height;
        double w = Math.max(h * aspect,
                Math.min(person.width, Math.max(WIDER * h * aspect, HEAD * face.width())));
        double middle = w >= person.width ? person.left + person.width / 2 : face.eyesX();
        return new ReferenceCrop(middle - w / 2, bottom - w / aspect, w, w / aspect);
    }

    private double bottom() {
        return top + height;
    }

    /** Its size as a reference: at most as many pixels as the portrait has, and as the model was trained with. */
    Scaled scaled(FrameSize order) {
        double most = Math.clamp((double) order.width() * order.height(), SMALLEST_AREA, LARGEST_AREA);
        double scale = Math.min(1, Math.sqrt(most / (width * height)));
        int w = side(width * scale);
        int h = side(height * scale);
        double exact = Math.max(w / width, h / height);
        return new Scaled(w, h, new Placement(exact, (w - exact * width) / 2 - exact * left,
                (h - exact * height) / 2 - exact * top));
    }

    private static int side(double length) {
        return Math.max(GRID * (int) (length / GRID), 4 * GRID);
    }

    /**
     * @param placed position of the photo in it
     */
    record Scaled(int width, int height, Placement placed) {}
}
