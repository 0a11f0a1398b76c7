package dev.likeness.diffusion.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;

/**
 * The part of a photo that the model is shown: in the proportions of the picture that it makes of it, so that what stays can
 * stay in its place, but never at the price of cutting off the person. It may reach beyond the photo.
 *
 * @param left from the photo's left edge, pixels; likewise the others
 */
record ReferenceCrop(double left, double top, double width, double height) {
    private static final int GRID = 16;
    private static final double LARGEST_AREA = 1024 * 1024;
    private static final int SMALLEST_AREA = 512 * 512;
    /** Where the eyes are in a photo that must lose height: this share below its top. */
    private static final double EYE_LEVEL = 0.38;
    /** What stays of a photo in any case: this share of its sides, and so many face widths across and down. */
    private static final double KEPT = 0.6;
    private static final double KEPT_ACROSS = 2;
    private static final double KEPT_DOWN = 2.6;
    /** What stays of a person who is wider than the picture: so many face widths, and this much more than fits. */
    private static final double HEAD = 1.4;
    private static final double WIDER = 1.12;
    private static final double MARGIN = 0.08;

    /** Of the photo, what fits into the proportions of the order, around the face. */
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
     * A person cut out, in the proportions of the order.
     *
     * @param person the part of the photo that the person fills
     * @param photoHeight where a person ends who is cut off below
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

    /** How much it is scaled to be shown: never more pixels than the picture has, nor than the model was trained with. */
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
     * @param placed where the photo lies in it
     */
    record Scaled(int width, int height, Placement placed) {}
}
