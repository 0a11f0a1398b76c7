package dev.likeness.studio.frame;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.core.document.DocumentSpec.Range;
import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.sitter.Sitter;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Composes the sitter as an authority wants it: the head as high as it says, the crown as far from the upper edge and the eyes
 * as far from the lower one, the face in the middle. All of it is measured by the mesh, and the crown by the matte where hair
 * counts. Uniform scale only; nothing of the sitter is ever made up, so where no frame within the rules shows only what the
 * photo has, the order is refused.
 */
public final class DocumentFraming {
    /**
     * From the eyes up to the top of the skull, in distances from the eyes down to the chin. By the mesh and the matte of twelve
     * official portraits: with hair 0.90 to 1.14, the median 1.03; two bald heads 0.75 and 0.89, the first leaning back.
     */
    private static final double SKULL = 0.93;
    /** How much hair may count, in the same unit: hair that stands higher may be cut, as rules that speak of it say. */
    private static final double MOST_HAIR = 0.5;
    /** The same where the rules do not say whether hair counts. */
    private static final double SOME_HAIR = 0.3;
    /** A matte that ends below the skull is believed this far: heads lean back, too. */
    private static final double LOWEST = 0.25;
    /** Height of the head where the rules name none, as a share of the photo's height: ICAO Doc 9303 has 70 to 80 %. */
    private static final double USUAL_HEAD = 0.72;
    /** Room above the head as a share of all the room where the rules say nothing of it. */
    private static final double USUAL_ABOVE = 0.42;
    /** Steps in which the range of heads is tried, from its middle outwards. */
    private static final int STEPS = 12;
    /** Share of the range at both of its ends that is not used, against the error of whoever measures. */
    private static final double MARGIN = 0.12;
    /** Pixels by which two measures of a photo may differ. */
    private static final double SAME = 0.5;

    private DocumentFraming() {}

    /**
     * Where a head is, photo pixels.
     *
     * @param face width from ear to ear
     */
    public record Head(double crown, double chin, double eyes, double middle, double face) {
        private static final int LEFT_EAR = 234;
        private static final int RIGHT_EAR = 454;

        /**
         * @param hairTop  the uppermost point of the matte
         * @param document says whether hair counts
         */
        static Head of(Face face, double hairTop, DocumentSpec document) {
            double chin = face.mesh().chin().y();
            double down = chin - face.eyesY();
            double skull = face.eyesY() - SKULL * down;
            double crown = switch (document.crownIs()) {
                case SKULL -> Math.clamp(hairTop, skull, skull + LOWEST * down);
                case HAIR -> Math.clamp(hairTop, skull - MOST_HAIR * down, skull + LOWEST * down);
                case UNKNOWN -> Math.clamp(hairTop, skull - SOME_HAIR * down, skull + LOWEST * down);
            };
            double left = face.mesh().x(LEFT_EAR);
            double right = face.mesh().x(RIGHT_EAR);
            return new Head(crown, chin, face.eyesY(), (left + right + 2 * face.eyesX()) / 4, right - left);
        }

        /** The same head on the canvas. */
        public Head on(Placement canvas) {
            return new Head(canvas.y(crown), canvas.y(chin), canvas.y(eyes), canvas.x(middle), face * canvas.scale());
        }

        double height() {
            return chin - crown;
        }
    }

    /**
     * A frame, and the head in it.
     *
     * @param head on the canvas, pixels
     */
    public record Framed(Framing.Composition composition, Head head) {}

    /**
     * The frame nearest to the middle of the rules.
     *
     * @throws UnusablePhoto when no frame within the rules shows the whole head and only what there is of the sitter
     */
    public static Framed of(Sitter sitter, int photoWidth, int photoHeight, FrameSize size, DocumentSpec document) {
        Placement turn = Framing.level(sitter.face());
        Silhouette outline = Silhouette.of(sitter, PhotoArea.of(photoWidth, photoHeight), turn, false);
        Head head = Head.of(sitter.face().on(turn), outline.hairTop(), document);
        if (outline.headCut()) {
            throw refusal(document);
        }
        for (double scale : scales(head, document)) {
            Optional<Crop> crop = crop(head, scale, size, document, outline);
            if (crop.isPresent()) {
                double pixels = size.height() / crop.get().height();
                Placement framed = new Placement(pixels, -crop.get().left() * pixels, -crop.get().top() * pixels);
                return new Framed(new Framing.Composition(turn.then(framed), false, false), head.on(framed));
            }
        }
        throw refusal(document);
    }

    /** Millimetres to a photo pixel, from the middle of the rule outwards. */
    private static double[] scales(Head head, DocumentSpec document) {
        Range heads = document.head().orElseGet(() -> document.face().map(face -> new Range(
                face.from() * head.height() / head.face(), face.to() * head.height() / head.face()))
                .orElseGet(() -> usual(document)));
        double from = heads.from() + MARGIN * (heads.to() - heads.from());
        double to = heads.to() - MARGIN * (heads.to() - heads.from());
        double[] scales = new double[2 * STEPS + 1];
        for (int i = 0; i < scales.length; i++) {
            int step = (i + 1) / 2;
            // Larger heads first: they need less of the photo.
            double share = 0.5 + (i % 2 == 1 ? 0.5 : -0.5) * step / STEPS;
            scales[i] = (from + share * (to - from)) / head.height();
        }
        return scales;
    }

    private static Range usual(DocumentSpec document) {
        double height = USUAL_HEAD * document.millimetre().height();
        // A head is wider than a narrow photo allows in some formats.
        double most = Math.min(height, document.millimetre().width());
        return new Range(most, most);
    }

    private static Optional<Crop> crop(Head head, double scale, FrameSize size, DocumentSpec document,
            Silhouette outline) {
        double height = document.millimetre().height() / scale;
        double width = height * size.width() / size.height();
        double left = head.middle() - width / 2;
        // Where the upper edge may be, photo pixels.
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = head.crown();
        if (document.crown().isPresent()) {
            Range room = document.crown().get();
            highest = Math.max(highest, head.crown() - room.to() / scale);
            lowest = Math.min(lowest, head.crown() - room.from() / scale);
        }
        if (document.eyes().isPresent()) {
            Range line = document.eyes().get();
            highest = Math.max(highest, head.eyes() + line.from() / scale - height);
            lowest = Math.min(lowest, Double.isInfinite(line.to())
                    ? lowest
                    : head.eyes() + line.to() / scale - height);
        }
        double spare = height - head.height();
        if (spare < 0 || highest > lowest + SAME) {
            return Optional.empty();
        }
        double usual = head.crown() - USUAL_ABOVE * spare;
        double wished = Double.isInfinite(highest) ? usual : (highest + lowest) / 2;
        double top = Math.clamp(wished, Math.min(highest, lowest), lowest);
        // A body that ends early, or hair that the photo cuts, moves the frame within the rules.
        double least = Math.min(highest, lowest);
        double most = lowest;
        return DoubleStream.concat(DoubleStream.of(top, Math.clamp(outline.hairTop(), least, most)),
                DoubleStream.of(outline.borders().tops(height)).filter(Double::isFinite)
                        .map(edge -> Math.clamp(edge, least, most)))
                .mapToObj(tried -> new Crop(left, tried, width, height)).filter(outline.borders()::allow).findFirst();
    }

    private static UnusablePhoto refusal(DocumentSpec document) {
        return new UnusablePhoto(ErrorCode.FRAME_NOT_MET, "the photo is cut too closely for the frame that "
                + document.title() + " asks for, " + document.millimetre().width() + " x "
                + document.millimetre().height()
                + " mm with the whole head: take a photo with room above the hair and beside the shoulders");
    }
}
