package dev.likeness.imaging.format;

import java.util.Arrays;

/**
 * How a camera was held: EXIF tag 0x0112, in the tag's own order from 1. Each constant says what has to be done to the
 * stored picture to set it upright.
 */
public enum Orientation {
    UPRIGHT, MIRROR, HALF_TURN, FLIP, TRANSPOSE, QUARTER_TURN_RIGHT, TRANSVERSE, QUARTER_TURN_LEFT;

    /** Reads the tag from a TIFF structure; anything odd means that nothing has to be done. */
    static Orientation ofExif(byte[] exif) {
        try {
            return TiffDirectory.first(exif).map(Orientation::of).orElse(UPRIGHT);
        } catch (IndexOutOfBoundsException cutShort) {
            return UPRIGHT;
        }
    }

    static Orientation of(TiffDirectory directory) {
        long tag = directory.number(TiffDirectory.ORIENTATION, 0, 1);
        return tag >= 1 && tag <= 8 ? values()[(int) tag - 1] : UPRIGHT;
    }

    /** Some writers put JPEG's "Exif\0\0" before the block in other formats too. */
    static byte[] withoutPreamble(byte[] block) {
        boolean preamble = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[4] == 0;
        return preamble ? Arrays.copyOfRange(block, 6, block.length) : block;
    }

    /** This, and then another. */
    Orientation then(Orientation next) {
        boolean mirrored = mirrors() != next.mirrors();
        int turns = next.mirrors() ? next.turns() - turns() : next.turns() + turns();
        int quarter = Math.floorMod(turns, 4);
        for (Orientation both : values()) {
            if (both.mirrors() == mirrored && both.turns() == quarter) {
                return both;
            }
        }
        throw new IllegalStateException("there are eight of them");
    }

    /** Whether left and right are exchanged, before anything is turned. */
    private boolean mirrors() {
        return this == MIRROR || this == FLIP || this == TRANSPOSE || this == TRANSVERSE;
    }

    /** Quarters to the right, after mirroring. */
    private int turns() {
        return switch (this) {
            case UPRIGHT, MIRROR -> 0;
            case QUARTER_TURN_RIGHT, TRANSVERSE -> 1;
            case HALF_TURN, FLIP -> 2;
            case TRANSPOSE, QUARTER_TURN_LEFT -> 3;
        };
    }

    public boolean swapsSides() {
        return ordinal() >= TRANSPOSE.ordinal();
    }

    /**
     * @param bgr {@code width * height * 3} bytes as stored in the file
     * @return the upright picture: the same array where nothing moves, else a new one of {@code height x width} pixels
     *         when {@link #swapsSides()}, of the same size otherwise
     */
    public byte[] apply(byte[] bgr, int width, int height) {
        if (this == UPRIGHT) {
            return bgr;
        }
        int outWidth = swapsSides() ? height : width;
        int outHeight = swapsSides() ? width : height;
        int pixels = width * height;
        // Where the upright picture's first pixel is stored, and how far on its next column and row are.
        int origin = switch (this) {
            case UPRIGHT, TRANSPOSE -> 0;
            case MIRROR, QUARTER_TURN_LEFT -> width - 1;
            case HALF_TURN, TRANSVERSE -> pixels - 1;
            case FLIP, QUARTER_TURN_RIGHT -> pixels - width;
        };
        int column = switch (this) {
            case UPRIGHT, FLIP -> 1;
            case MIRROR, HALF_TURN -> -1;
            case TRANSPOSE, QUARTER_TURN_LEFT -> width;
            case QUARTER_TURN_RIGHT, TRANSVERSE -> -width;
        };
        int row = switch (this) {
            case UPRIGHT, MIRROR -> width;
            case HALF_TURN, FLIP -> -width;
            case TRANSPOSE, QUARTER_TURN_RIGHT -> 1;
            case TRANSVERSE, QUARTER_TURN_LEFT -> -1;
        };
        byte[] upright = new byte[bgr.length];
        for (int y = 0, to = 0; y < outHeight; y++) {
            int from = (origin + y * row) * 3;
            for (int x = 0; x < outWidth; x++, to += 3, from += column * 3) {
                upright[to] = bgr[from];
                upright[to + 1] = bgr[from + 1];
                upright[to + 2] = bgr[from + 2];
            }
        }
        return upright;
    }
}
