package dev.likeness.core;

/**
 * Size of the finished portrait in pixels; each side is 512 to 2048.
 *
 * @throws PortraitException.InvalidRequest when a side is out of range
 */
public record FrameSize(int width, int height) {
    /** Shortest side the API allows, pixels. */
    public static final int MIN = 512;
    /** Longest side the API allows, pixels. */
    public static final int MAX = 2048;
    /** The API's default, 1328x1328. */
    public static final FrameSize DEFAULT = new FrameSize(1328, 1328);

    public FrameSize {
        check("width", width);
        check("height", height);
    }

    private static void check(String field, int side) {
        if (side < MIN || side > MAX) {
            throw new PortraitException.InvalidRequest(ErrorCode.SIZE_OUT_OF_RANGE,
                    field + " is " + side + ": it must be from " + MIN + " to " + MAX + " pixels");
        }
    }
}
