package dev.likeness.diffusion.engine;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.edge.EdgeRefinement;
import dev.likeness.darkroom.edge.ForegroundColour;
import dev.likeness.darkroom.matte.Matte;
import dev.likeness.darkroom.pixel.Border;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.pixel.Resampling;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.picture.SimilarityTransform;
import java.util.List;

/**
 * The reference images that the model gets of a photo. Each of their pixels costs as much as one of the portrait, so a
 * head has 512 x 512 pixels, and a photo at most as many as the portrait and at most a megapixel.
 *
 * @param references the most important first
 * @param notes      notes for the client
 */
record ReferenceImages(List<Rgb> references, List<Note> notes) {
    /** Side of a head crop, pixels: enough for a face, and half the side is a quarter of the work. */
    private static final int HEAD_SIDE = 512;
    private static final int SMALLEST_HEAD = 256;
    /** As shares of the head crop's side: the distance between the eyes, and their distance from the top. */
    private static final double EYE_DISTANCE = 0.19;
    private static final double EYE_LEVEL = 0.49;
    /** The smallest square that still contains the head, relative to the preferred one. */
    private static final double TIGHTEST = 0.78;
    private static final int GRID = 16;
    /** If a face is smaller than this in the reference image of the photo, pixels, a crop of the head is added. */
    private static final double SMALL_FACE = 180;
    private static final float GREY = 128 / 255f;
    /** Alpha from which a pixel counts as a part of the person. */
    private static final float THERE = 0.5f;

    ReferenceImages {
        references = List.copyOf(references);
        notes = List.copyOf(notes);
    }

    /**
     * @param ownBackground whether the prompt asks for the photo's own background, which a head crop does not show
     */
    static ReferenceImages of(PortraitRequest request, Photo photo, Sitter sitter, boolean ownBackground) {
        Face face = sitter.face();
        ReferenceCrop.Scaled within = ReferenceCrop.within(photo.width(), photo.height(), face, request.size())
                .scaled(request.size());
        return switch (request.mode()) {
            case CREATIVE -> new ReferenceImages(ownBackground
                    ? List.of(head(photo, face), shown(photo, within))
                    : List.of(head(photo, face)), List.of());
            case REFERENCE -> new ReferenceImages(beside(photo, face, within, shown(photo, within)), List.of());
            case REFERENCE_CHAR -> {
                if (sitter.matte().trust().isFirm()) {
                    ReferenceCrop.Scaled around = ReferenceCrop
                            .around(person(sitter.matte()), photo.height(), face, request.size())
                            .scaled(request.size());
                    yield new ReferenceImages(beside(photo, face, around, cutOut(photo, sitter, around)), List.of());
                }
                yield new ReferenceImages(beside(photo, face, within, shown(photo, within)),
                        List.of(new Note(Note.Kind.CUTOUT,
                                "the sitter cannot be told apart from the background of this "
                                        + "photo well enough, so the model saw all of it: a plainer background works better")));
            }
        };
    }

    /** The given view, preceded by a crop of the head if the face is small in the view. */
    private static List<Rgb> beside(Photo photo, Face face, ReferenceCrop.Scaled view, Rgb shown) {
        return face.width() * view.placed().scale() < SMALL_FACE ? List.of(head(photo, face), shown) : List.of(shown);
    }

    /**
     * The head, rotated until the eyes are level. If the photo ends close to it, the square is smaller or shifted.
     */
    private static Rgb head(Photo photo, Face face) {
        double angle = Math.atan2(face.rightEye().y() - face.leftEye().y(), face.rightEye().x() - face.leftEye().x());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // Extent of a rotated square of side 1 along either axis, without the outer halves of its corners.
        double reach = (1 + Math.abs(cos) + Math.abs(sin)) / 2;
        double wanted = face.eyeDistance() / EYE_DISTANCE;
        double seen = Math.clamp(Math.min(photo.width(), photo.height()) / reach, TIGHTEST * wanted, wanted);
        double down = (0.5 - EYE_LEVEL) * seen;
        double half = Math.min(reach * seen, Math.min(photo.width(), photo.height())) / 2;
        double x = Math.clamp(face.eyesX() - sin * down, half, photo.width() - half);
        double y = Math.clamp(face.eyesY() + cos * down, half, photo.height() - half);
        int side = (int) Math.clamp(Math.round(seen / GRID) * GRID, SMALLEST_HEAD, HEAD_SIDE);
        double a = side / seen * cos;
        double b = -side / seen * sin;
        return new SimilarityTransform(a, b, side / 2.0 - a * x + b * y, side / 2.0 - b * x - a * y)
                .drawn(new Rgb(photo.width(), photo.height(), Rgb.swapped(photo.bgr())), side, side);
    }

    private static Rgb shown(Photo photo, ReferenceCrop.Scaled view) {
        return rgb(Resampling.photo(photo.bgr(), photo.width(), photo.height(), view.placed(), view.width(),
                view.height()));
    }

    /** The person on neutral grey, without colour spill of the old background. */
    private static Rgb cutOut(Photo photo, Sitter sitter, ReferenceCrop.Scaled view) {
        Placement placed = view.placed();
        Raster bgr = Resampling.photo(photo.bgr(), photo.width(), photo.height(), placed, view.width(), view.height());
        Raster alpha = Resampling.cubic(sitter.matte().alpha(), sitter.matte().fromPhoto().inverse().then(placed),
                view.width(), view.height(), Border.REPEATED);
        double bw = sitter.face().width() * placed.scale();
        clearOutside(alpha, placed, photo);
        EdgeRefinement.apply(bgr, alpha, bw);
        ForegroundColour.apply(bgr, alpha, bw);
        float[] data = bgr.data();
        for (int i = 0; i < data.length; i++) {
            float a = Math.clamp(alpha.data()[i / 3], 0f, 1f);
            data[i] = a * data[i] + (1 - a) * GREY;
        }
        return rgb(bgr);
    }

    /** Clears the matte outside of the photo. */
    private static void clearOutside(Raster alpha, Placement placed, Photo photo) {
        for (int y = 0; y < alpha.height(); y++) {
            boolean row = y + 0.5 >= placed.y(0) && y + 0.5 <= placed.y(photo.height());
            for (int x = 0; x < alpha.width(); x++) {
                if (!row || x + 0.5 < placed.x(0) || x + 0.5 > placed.x(photo.width())) {
                    alpha.data()[y * alpha.width() + x] = 0;
                }
            }
        }
    }

    /** Bounding box of the person in the photo. */
    private static ReferenceCrop person(Matte matte) {
        Raster alpha = matte.alpha();
        int left = alpha.width();
        int top = alpha.height();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < alpha.data().length; i++) {
            if (alpha.data()[i] > THERE) {
                int x = i % alpha.width();
                int y = i / alpha.width();
                left = Math.min(left, x);
                right = Math.max(right, x + 1);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y + 1);
            }
        }
        Placement there = matte.fromPhoto().inverse();
        return new ReferenceCrop(there.x(left), there.y(top), there.scale() * (right - left),
                there.scale() * (bottom - top));
    }

    private static Rgb rgb(Raster bgr) {
        byte[] rgb = new byte[bgr.data().length];
        for (int i = 0; i < rgb.length; i += 3) {
            for (int c = 0; c < 3; c++) {
                rgb[i + c] = (byte) Math.round(Math.clamp(bgr.data()[i + 2 - c], 0f, 1f) * 255);
            }
        }
        return new Rgb(bgr.width(), bgr.height(), rgb);
    }
}
