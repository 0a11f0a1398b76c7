package dev.likeness.studio.frame;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.plan.FramingName;
import java.util.List;
import java.util.Optional;

/**
 * Composes the sitter in a frame of any shape. Uniform scale only.
 *
 * <p>Only background is ever continued beyond the photo. The body reaches the lower edge, and where an edge of the photo cuts
 * head or body, the frame's edge does: the framing comes closer, or the sitter stands beside the middle. Where no frame
 * shows the face then, the order is refused.
 */
public final class Framing {
    /** Hardly ever closer than this many face widths across. */
    static final double NARROWEST = 1.8;
    /** Air above the hair, as a fraction of the height. */
    static final double AIR = 0.045;
    /** From the eyes to just below the chin, in face widths. */
    static final double COLLAR = 1.0;
    /** How much closer than asked, and how far beside the middle (of the width), it is worth a note. */
    private static final double CLOSER = 1.25;
    private static final double BESIDE = 0.12;

    private Framing() {}

    /**
     * Where the photo lies on the canvas.
     *
     * @param notes of the kind {@code FRAMING}, when the frame is not what was asked for
     */
    public record Composition(Placement photo, List<Note> notes) {}

    /** Height of the frame in face widths and the eye line as a fraction of it. */
    private record Shot(double height, double eyes) {
        static Shot of(FramingName name) {
            return switch (name) {
                case CLOSE -> new Shot(2.55, 0.45);
                case BUST -> new Shot(3.3, 0.42);
                case HALF -> new Shot(4.8, 0.36);
                case ID -> new Shot(2.9, 0.47);
            };
        }
    }

    /**
     * For a sitter before a new backdrop.
     *
     * @throws UnusablePhoto when no frame of this shape shows the face and only what there is of the sitter
     */
    public static Composition onBackdrop(Sitter sitter, int photoWidth, int photoHeight, FrameSize size,
            FramingName name) {
        double bw = sitter.face().width();
        Shot shot = Shot.of(name);
        double aspect = aspect(size);
        double eyes = aspect > 1.6 ? 0.44 : shot.eyes;
        double height = Math.max(shot.height * bw, 2.15 * bw / aspect);
        Silhouette outline = Silhouette.of(sitter, photoWidth, photoHeight);
        Seen photo = Seen.of(photoWidth, photoHeight);
        Seen seen = new Seen(outline.left().at(), photo.top(), outline.right().at(), photo.bottom());
        // The head of an identity photo stands in the middle.
        double placed = name == FramingName.ID ? 25 : 8;
        Composition composition = composed(sitter, outline, seen, size,
                new Crop.Wish(height, eyes, aspect, 1.3, placed, 0));
        if (name == FramingName.ID && (outline.headCut() || composition.photo().y(outline.hairTop()) < 0)) {
            throw new UnusablePhoto(ErrorCode.FRAME_NOT_MET,
                    "the photo is cut too closely for an identity photo of " + size.width() + " x " + size.height()
                            + ", which shows the whole head: take a photo with room"
                            + " above the hair and beside the shoulders");
        }
        return composition;
    }

    /**
     * For a sitter before the photo's own background: as much of the photo as the frame's shape allows.
     *
     * @throws UnusablePhoto when no frame of this shape shows the face and only what there is of the sitter
     */
    public static Composition onOwnGround(Sitter sitter, int photoWidth, int photoHeight, FrameSize size,
            FramingName name) {
        double bw = sitter.face().width();
        double aspect = aspect(size);
        double largest = switch (name) {
            case CLOSE, ID -> 2.75;
            case BUST -> 4.2;
            case HALF -> 5.5;
        };
        Seen seen = Seen.of(photoWidth, photoHeight);
        double width = seen.right() - seen.left();
        double height = Math.min(Math.min(seen.bottom() - seen.top(), width / aspect), largest * bw);
        height = Math.max(Math.max(height, 2.2 * bw), 1.75 * bw / aspect);
        return composed(sitter, Silhouette.of(sitter, photoWidth, photoHeight), seen, size,
                new Crop.Wish(height, aspect > 1.6 ? 0.44 : 0.42, aspect, 1, 1.5, 4));
    }

    private static double aspect(FrameSize size) {
        return (double) size.width() / size.height();
    }

    private static Composition composed(Sitter sitter, Silhouette outline, Seen seen, FrameSize size, Crop.Wish wish) {
        Face face = sitter.face();
        Optional<Crop> found = Crop.best(face, outline, seen, wish);
        Crop crop = found.orElseThrow(() -> new UnusablePhoto(ErrorCode.FRAME_NOT_MET,
                "the photo is cut so closely around the sitter that a frame of " + size.width() + " x " + size.height()
                        + " would cut the face: take a photo with more room around head and shoulders, or order a size"
                        + " whose shape is nearer to the photo's"));
        double scale = size.height() / crop.height();
        boolean asked = wish.height() < CLOSER * crop.height() && Math.abs(crop.sideways(face)) < BESIDE;
        return new Composition(new Placement(scale, -crop.left() * scale, -crop.top() * scale), asked
                ? List.of()
                : List.of(new Note(Note.Kind.FRAMING, "the photo's edge cuts the sitter, so the frame is closer or"
                        + " further to the side than asked: a photo with more room around the sitter allows every frame")));
    }
}
