package dev.likeness.studio.frame;

import dev.likeness.core.FrameSize;
import dev.likeness.core.Note;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.sitter.Sitter;
import dev.likeness.studio.plan.FramingName;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes the sitter in a frame of any shape. Uniform scale only.
 *
 * <p>The body must always reach the lower edge: where the photo ends early, the sitter moves down, and grows while that
 * puts the eyes below {@link #LOWEST_EYES}. Hair keeps some air above it; a head that the photo cuts stays at the
 * frame's upper edge, where every viewer expects a cut.
 */
public final class Framing {
    private static final double LOWEST_EYES = 0.52;
    private static final double STEP = 1.08;
    private static final int STEPS = 10;
    /** Never closer than this many face widths across. */
    private static final double NARROWEST = 1.8;
    /** A head that the photo cuts may lose its ears as well before it may be seen cut within the frame. */
    private static final double NARROWEST_CUT = 0.95;
    private static final double AIR = 0.045;
    /** From the eyes to just below the chin, in face widths. */
    private static final double COLLAR = 1.0;

    private Framing() {}

    /**
     * Where the photo lies on the canvas.
     *
     * @param shoulders the cut shoulders that have to be continued on the canvas
     */
    public record Composition(Placement photo, Shoulders shoulders, List<Note> notes) {}

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

    /** For a sitter before a new backdrop. */
    public static Composition onBackdrop(Sitter sitter, int photoWidth, int photoHeight, FrameSize size,
            FramingName name) {
        Silhouette outline = Silhouette.of(sitter, photoWidth, photoHeight);
        Face face = sitter.face();
        double bw = face.width();
        Shot shot = Shot.of(name);
        double eyes = size.width() > 1.6 * size.height() ? 0.44 : shot.eyes;
        double scale = Math.min(size.height() / (shot.height * bw), size.width() / (2.15 * bw));
        double below = outline.bodyEnd() - face.eyesY();
        double above = face.eyesY() - outline.hairTop();
        // From the crown to the knot of the tie is the least that a portrait shows.
        double whole = (1 - AIR) * size.height() / (above + COLLAR * bw);
        double largest = Math.min(whole, size.width() / (NARROWEST * bw));
        List<Note> notes = new ArrayList<>();
        double asked = scale;
        for (int step = 0; step < STEPS && tooLow(size, scale, below) && scale * STEP <= largest
                && above * scale * STEP < (LOWEST_EYES - AIR) * size.height(); step++) {
            scale *= STEP;
        }
        // Shoulders cut by the photo's sides look best cut by the frame's sides, if that takes only a little.
        double shown = Math.max(sideGap(outline.leftEdge().isPresent(), face.eyesX(), size, scale),
                sideGap(outline.rightEdge().isPresent(), photoWidth - face.eyesX(), size, scale));
        double closer = Math.min(scale * Math.clamp(shown, 1, 1.18), Math.min(whole, size.width() / (2.0 * bw)));
        if (closer > scale && above * closer < 0.5 * size.height()) {
            scale = closer;
        }
        if (above * scale > (0.62 - AIR) * size.height()) {
            scale = (0.62 - AIR) * size.height() / above;
        }
        double line = Math.max(eyes * size.height(), AIR * size.height() + above * scale);
        if (outline.headCut()) {
            line = Math.min(line, face.eyesY() * scale);
        }
        line = Math.max(line, size.height() - below * scale);
        if (outline.headCut() && line > face.eyesY() * scale + 1) {
            // Neither end of the sitter reaches its edge of the frame: grow until head and body fill it.
            double fill = (double) size.height() / outline.bodyEnd();
            scale = Math.min(fill, size.width() / (NARROWEST_CUT * bw));
            line = size.height() - below * scale;
        }
        if (scale > asked * 1.3) {
            notes.add(new Note(Note.Kind.FRAMING,
                    "the photo shows too little of the body for this frame, so it is cut closer than asked"));
        }
        Placement photo = new Placement(scale, size.width() / 2.0 - scale * face.eyesX(),
                line - scale * face.eyesY());
        return new Composition(photo, Shoulders.of(outline, photo, photoWidth, photoHeight, bw), notes);
    }

    private static boolean tooLow(FrameSize size, double scale, double below) {
        return size.height() - below * scale > LOWEST_EYES * size.height();
    }

    /** How much larger the sitter had to be for the photo's side to leave the frame. */
    private static double sideGap(boolean cut, double reach, FrameSize size, double scale) {
        return cut ? size.width() / 2.0 / (reach * scale) : 0;
    }

    /** For a sitter before the photo's own background: as much of the photo as the frame's shape allows. */
    public static Composition onOwnGround(Sitter sitter, int photoWidth, int photoHeight, FrameSize size,
            FramingName name) {
        Silhouette outline = Silhouette.of(sitter, photoWidth, photoHeight);
        Face face = sitter.face();
        double bw = face.width();
        double aspect = (double) size.width() / size.height();
        double largest = switch (name) {
            case CLOSE, ID -> 2.75;
            case BUST -> 4.2;
            case HALF -> 5.5;
        };
        double height = Math.min(Math.min(photoHeight, photoWidth / aspect), largest * bw);
        height = Math.max(height, Math.min(2.2 * bw, photoHeight));
        double narrowest = outline.headCut() ? NARROWEST_CUT : 1.75;
        if (height * aspect < narrowest * bw) {
            height = narrowest * bw / aspect;
        }
        double end = outline.bodyEnd();
        if (outline.headCut() && height > end && end * aspect >= NARROWEST_CUT * bw) {
            height = end;
        }
        double width = height * aspect;
        double top = face.eyesY() - (aspect > 1.6 ? 0.44 : 0.42) * height;
        top = Math.min(top, outline.hairTop() - AIR * height);
        top = height <= end ? Math.clamp(top, 0, end - height) : end - height;
        double left = face.eyesX() - width / 2;
        left = width <= photoWidth
                ? Math.clamp(left, 0, photoWidth - width)
                : Math.clamp(left, photoWidth - width, 0);
        double scale = size.height() / height;
        Placement photo = new Placement(scale, -left * scale, -top * scale);
        return new Composition(photo, Shoulders.of(outline, photo, photoWidth, photoHeight, bw), List.of());
    }
}
