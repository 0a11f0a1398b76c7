package dev.likeness.core;

import dev.likeness.core.document.DocumentSpec;

/**
 * Size of a finished portrait in pixels; each side is {@link #MIN} to {@link #MAX} where it was ordered. A preview may be
 * smaller than anything that can be ordered, and so may a photo for an identity document.
 *
 * @throws PortraitException.InvalidRequest when a side is out of range
 */
public record FrameSize(int width, int height, Purpose purpose) {
    /** Shortest side the API allows, pixels. */
    public static final int MIN = 512;
    /** Longest side the API allows, pixels. */
    public static final int MAX = 2048;
    /** Longest side of a preview, pixels. */
    public static final int PREVIEW = 512;
    /** The API's default, 1328x1328. */
    public static final FrameSize DEFAULT = new FrameSize(1328, 1328);

    /** What it is the size of. */
    public enum Purpose {
        ORDER(MIN), PREVIEW(PREVIEW_MIN), DOCUMENT(DOCUMENT_MIN);

        private final int shortest;

        Purpose(int shortest) {
            this.shortest = shortest;
        }
    }

    /** That of a preview of the longest and narrowest that can be ordered. */
    private static final int PREVIEW_MIN = PREVIEW * MIN / MAX;

    /** Shortest side of a photo for an identity document, pixels: upload forms ask for as little. */
    public static final int DOCUMENT_MIN = 96;

    public FrameSize {
        check("width", width, purpose);
        check("height", height, purpose);
    }

    /** A size that is ordered. */
    public FrameSize(int width, int height) {
        this(width, height, Purpose.ORDER);
    }

    /** That of the photo which a document asks for. */
    public static FrameSize of(DocumentSpec document) {
        return new FrameSize(document.pixel().width(), document.pixel().height(), Purpose.DOCUMENT);
    }

    /** As small as a preview of this is: the longer side {@link #PREVIEW}, the other in proportion. */
    public FrameSize preview() {
        double scale = (double) PREVIEW / Math.max(width, height);
        return new FrameSize((int) Math.round(width * scale), (int) Math.round(height * scale), Purpose.PREVIEW);
    }

    private static void check(String field, int side, Purpose purpose) {
        if (side < purpose.shortest || side > MAX) {
            throw new PortraitException.InvalidRequest(ErrorCode.SIZE_OUT_OF_RANGE,
                    field + " is " + side + ": it must be from " + purpose.shortest + " to " + MAX + " pixels");
        }
    }
}
