package dev.likeness.studio.frame;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.plan.FramingName;
import java.util.ArrayList;
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
    /** Closer than this share of the height asked for, others' shoulders are less of a fault; by eye, on groups. */
    private static final double CLOSEST = 0.5;
    /** How near to the frame a face is for the person's hair or shoulder to be seen in it, face widths. */
    private static final double BODY = 1.2;
    /** So far a head may be tilted before a level backdrop without seeming to fall, degrees; by eye, on rolled sitters. */
    private static final double LEANING = 20;
    /** A head that is tilted by less is upright, degrees: the points of a face are not placed more exactly. */
    private static final double LEVEL = 0.4;
    /** How much closer than asked, and how far beside the middle (of the width), it is worth a note. */
    private static final double CLOSER = 1.25;
    private static final double BESIDE = 0.12;

    /** Width over height from which a frame is wide, and the eye line in it as a fraction of the height. */
    private static final double WIDE = 1.6;
    private static final double EYES_IN_WIDE = 0.44;

    /** Before a new backdrop. By eye, on the public-domain sitters. */
    private static final class OnBackdrop {
        /** Least width, face widths. */
        static final double LEAST_WIDTH = 2.15;
        /** How much higher than asked a frame may be. */
        static final double TALLEST = 1.3;
        /** Cost of a sitter elsewhere in the frame than asked, see {@link Crop.Wish}. */
        static final double MISPLACED = 8;
        /** The same in an identity photo, where the head stands in the middle. */
        static final double MISPLACED_IN_ID = 25;

        /** As {@link #NARROWEST}: authorities allow a head of three quarters of the width (ISO/IEC 19794-5). */
        static final double NARROWEST_ID = 1.6;

        private OnBackdrop() {}
    }

    /** Before the photo's own background. By eye, on the public-domain sitters. */
    private static final class OnOwnBackground {
        /** Eye line as a fraction of the height. */
        static final double EYES = 0.42;
        /** Least height and width, face widths. */
        static final double LEAST_HEIGHT = 2.2;
        static final double LEAST_WIDTH = 1.75;
        /** Costs of a sitter elsewhere than asked, and of what lies beyond the photo, see {@link Crop.Wish}. */
        static final double MISPLACED = 1.5;
        static final double BEYOND = 4;
        /** The same of a photo that is turned, where it would lie in the frame's corners. */
        static final double BEYOND_A_CORNER = 8;

        private OnOwnBackground() {}
    }

    private Framing() {}

    /**
     * Where the photo lies on the canvas.
     *
     * @param closer  whether the photo's edge leaves only a closer frame, or one farther to the side, than wished
     * @param crowded whether people beside the sitter are seen
     */
    public record Composition(Placement photo, boolean closer, boolean crowded) {
        /** Of the kind {@code FRAMING}, where the frame is not what was wished. */
        public List<Note> notes() {
            List<Note> notes = new ArrayList<>();
            if (closer) {
                notes.add(new Note(Note.Kind.FRAMING, "the photo's edge cuts the sitter, so the frame is closer or"
                        + " further to the side than usual: a photo with more room around the sitter allows every frame"));
            }
            if (crowded) {
                notes.add(new Note(Note.Kind.FRAMING, "the photo's own background shows something of the people beside"
                        + " the sitter: another background shows the sitter alone"));
            }
            return notes;
        }

        /** By how much the photo is turned to bring the eyes level, degrees, clockwise as seen; 0 where it is not. */
        public double straightened() {
            return Math.toDegrees(photo.angle());
        }
    }

    /** Height of the frame in face widths and the eye line as a fraction of it. By eye, on the public-domain sitters. */
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
        double eyes = aspect > WIDE ? EYES_IN_WIDE : shot.eyes;
        double height = Math.max(shot.height * bw, OnBackdrop.LEAST_WIDTH * bw / aspect);
        PhotoArea photo = PhotoArea.of(photoWidth, photoHeight);
        if (name == FramingName.ID) {
            Crop.Wish wish = new Crop.Wish(height, eyes, aspect, OnBackdrop.TALLEST, OnBackdrop.NARROWEST_ID,
                    OnBackdrop.MISPLACED_IN_ID, 0);
            return identity(sitter, photo, size, wish);
        }
        Crop.Wish wish = new Crop.Wish(height, eyes, aspect, OnBackdrop.TALLEST, NARROWEST, OnBackdrop.MISPLACED, 0);
        Placement turn = leaning(sitter.face());
        Optional<Crop> turned = alone(sitter, photo, turn, false, wish).or(() -> turn.isLevel()
                ? Optional.empty()
                : Crop.best(sitter.face().on(turn), Silhouette.of(sitter, photo, turn, false), wish));
        if (turned.isPresent()) {
            return composed(sitter.face(), turn, turned.get(), size, height);
        }
        Placement level = new Placement(1, 0, 0);
        Crop crop = crop(sitter.face(), Silhouette.of(sitter, photo, level, false), size, wish);
        return composed(sitter.face(), level, crop, size, height);
    }

    private static Composition identity(Sitter sitter, PhotoArea photo, FrameSize size, Crop.Wish wish) {
        Placement turn = level(sitter.face());
        Silhouette outline = Silhouette.of(sitter, photo, turn, false);
        if (outline.headCut()) {
            throw headNotWhole(size, turn);
        }
        Crop crop = alone(sitter, photo, turn, false, wish)
                .orElseGet(() -> crop(sitter.face().on(turn), outline, size, wish));
        if (outline.hairTop() < crop.top()) {
            throw headNotWhole(size, turn);
        }
        return composed(sitter.face(), turn, crop, size, wish.height());
    }

    private static UnusablePhoto headNotWhole(FrameSize size, Placement turn) {
        return new UnusablePhoto(ErrorCode.FRAME_NOT_MET,
                "the photo is cut too closely for an identity photo of " + size.width() + " x " + size.height()
                        + ", which shows the whole head" + (turn.isLevel() ? "" : " upright")
                        + ": take a photo with room above the hair and beside the shoulders");
    }

    /**
     * For a sitter before the photo's own background: as much of the photo as the frame's shape allows.
     *
     * @throws UnusablePhoto when no frame of this shape shows the face and only what there is of the sitter
     */
    public static Composition onOwnBackground(Sitter sitter, int photoWidth, int photoHeight, FrameSize size,
            FramingName name) {
        double bw = sitter.face().width();
        double aspect = aspect(size);
        double largest = switch (name) {
            case CLOSE, ID -> 2.75;
            case BUST -> 4.2;
            case HALF -> 5.5;
        };
        PhotoArea seen = PhotoArea.of(photoWidth, photoHeight);
        double width = seen.right() - seen.left();
        double height = Math.min(Math.min(seen.bottom() - seen.top(), width / aspect), largest * bw);
        height = Math.max(Math.max(height, OnOwnBackground.LEAST_HEIGHT * bw),
                OnOwnBackground.LEAST_WIDTH * bw / aspect);
        Placement turn = name == FramingName.ID ? level(sitter.face()) : new Placement(1, 0, 0);
        double beyond = turn.isLevel() ? OnOwnBackground.BEYOND : OnOwnBackground.BEYOND_A_CORNER;
        Crop.Wish wish = new Crop.Wish(height, aspect > WIDE ? EYES_IN_WIDE : OnOwnBackground.EYES, aspect, 1,
                NARROWEST, OnOwnBackground.MISPLACED, beyond);
        Crop crop = alone(sitter, seen, turn, true, wish).orElseGet(
                () -> crop(sitter.face().on(turn), Silhouette.of(sitter, seen, turn, true), size, wish));
        Composition composed = composed(sitter.face(), turn, crop, size, height);
        return new Composition(composed.photo, composed.closer, others(sitter, turn, crop));
    }

    /** A frame that shows the sitter without the people beside them, if there are such people and such a frame. */
    private static Optional<Crop> alone(Sitter sitter, PhotoArea photo, Placement turn, boolean whole,
            Crop.Wish wish) {
        return sitter.others().isEmpty()
                ? Optional.empty()
                : Crop.best(sitter.face().on(turn), Silhouette.alone(sitter, photo, turn, whole), wish)
                        .filter(crop -> crop.height() > CLOSEST * wish.height());
    }

    /** Whether the frame shows something of the people beside the sitter. */
    private static boolean others(Sitter sitter, Placement turn, Crop crop) {
        return sitter.others().stream().map(other -> other.on(turn)).anyMatch(
                other -> other.eyesX() > crop.left() - BODY * other.width()
                        && other.eyesX() < crop.right() + BODY * other.width() && other.eyesY() < crop.bottom());
    }

    /** Identity photos show level eyes. */
    static Placement level(Face face) {
        return turnedTo(0, face);
    }

    /** Elsewhere a tilted head is the sitter's way to hold it, as long as they do not seem to fall. */
    private static Placement leaning(Face face) {
        return turnedTo(Math.clamp(face.eyeLine(), -LEANING, LEANING), face);
    }

    private static Placement turnedTo(double kept, Face face) {
        double turn = kept - face.eyeLine();
        return Math.abs(turn) > LEVEL
                ? Placement.turn(Math.toRadians(turn), face.eyesX(), face.eyesY())
                : new Placement(1, 0, 0);
    }

    private static double aspect(FrameSize size) {
        return (double) size.width() / size.height();
    }

    private static Crop crop(Face face, Silhouette outline, FrameSize size, Crop.Wish wish) {
        return Crop.best(face, outline, wish).orElseThrow(() -> new UnusablePhoto(ErrorCode.FRAME_NOT_MET,
                "the photo is cut so closely around the sitter that a frame of " + size.width() + " x " + size.height()
                        + " would cut the face: take a photo with more room around head and shoulders, or order a size"
                        + " whose shape is nearer to the photo's"));
    }

    private static Composition composed(Face face, Placement turn, Crop crop, FrameSize size, double height) {
        double scale = size.height() / crop.height();
        boolean wished = height < CLOSER * crop.height() && Math.abs(crop.sideways(face.on(turn))) < BESIDE;
        return new Composition(turn.then(new Placement(scale, -crop.left() * scale, -crop.top() * scale)), !wished,
                false);
    }
}
