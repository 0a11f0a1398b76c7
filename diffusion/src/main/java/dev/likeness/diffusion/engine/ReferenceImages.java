package dev.likeness.diffusion.engine;

import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitRequest;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.EdgeRefinement;
import dev.likeness.darkroom.matte.ForegroundColour;
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
 * What the model is shown of a photo. Every pixel of it costs as much as one of the portrait, so a head is shown at 512 x
 * 512, and a photo no larger than the portrait and no larger than a megapixel.
 *
 * @param references the most telling first
 * @param notes      what the client should know of it
 */
record ReferenceImages(List<Rgb> references, List<Note> notes) {
    /** Side of a head crop, pixels: a face needs no more, and half the side is a quarter of the work. */
    private static final int HEAD_SIDE = 512;
    private static final int SMALLEST_HEAD = 256;
    /** Of the head crop's side: the distance of the eyes, and how far down they are. */
    private static final double EYE_DISTANCE = 0.19;
    private static final double EYE_LEVEL = 0.49;
    /** The smallest square that still holds the head, of the one that is wanted. */
    private static final double TIGHTEST = 0.78;
    private static final int GRID = 16;
    /** A face that is smaller than this where the model sees the photo is shown a second time, by itself; pixels. */
    private static final double SMALL_FACE = 180;
    private static final float GREY = 128 / 255f;
    /** What counts as a part of the person. */
    private static final float THERE = 0.5f;

    ReferenceImages {
        references = List.copyOf(references);
        notes = List.copyOf(notes);
    }

    /**
     * @param ownBackground whether the words ask for the photo's own background, which a head crop does not show
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

    /** A view, and before it the head when it is small there. */
    private static List<Rgb> beside(Photo photo, Face face, ReferenceCrop.Scaled view, Rgb shown) {
        return face.width() * view.placed().scale() < SMALL_FACE ? List.of(head(photo, face), shown) : List.of(shown);
    }

    /**
     * The head, turned until the eyes are level. Where the photo ends soon around it the square is smaller, or moved.
     */
    private static Rgb head(Photo photo, Face face) {
        double angle = Math.atan2(face.rightEye().y() - face.leftEye().y(), face.rightEye().x() - face.leftEye().x());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // Of a turned square of side 1 along either axis, but for the outer halves of its corners.
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

    /** The person on neutral grey, without the tint of the old background. */
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

    /** Where the photo does not reach there is nobody. */
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

    /** The part of the photo that the person fills. */
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
