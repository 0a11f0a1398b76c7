package dev.likeness.imaging.raster;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.time.Duration;
import java.util.Locale;

/** Limits on what a photo file may claim, and the refusals of files that exceed them. */
public final class PhotoLimits {
    /** Largest file accepted, bytes. */
    public static final int MAX_BYTES = 20 << 20;
    /** Most pixels accepted. */
    public static final int MAX_PIXELS = 120_000_000;
    /** Shortest side accepted, pixels. */
    public static final int MIN_SIDE = 64;
    /** Longest side of a decoded photo, pixels; larger ones are reduced to it. */
    public static final int MAX_SIDE = 4096;
    /** Memory that a decoder may use besides the finished photo, bytes. */
    public static final long MEMORY = 150L << 20;
    /** Longest time a decoding may take. */
    public static final Duration TIME = Duration.ofSeconds(8);
    /** Largest colour profile that is looked at, bytes; real ones have 0.5 to 600 kB. */
    public static final int PROFILE = 4 << 20;
    /** Most segments, chunks or blocks of a file; 20 MB of the longest JPEG segments are 320. */
    static final int BLOCKS = 10_000;
    /** Most chunks of data; those of a common size, 8 kB, are 2,560 in 20 MB. */
    public static final int DATA_CHUNKS = 50_000;

    private static final double MEBIBYTE = 1 << 20;

    private PhotoLimits() {}

    /**
     * @throws UnusablePhoto when the picture has too many pixels, or too few for a face
     */
    public static void size(long width, long height) {
        if (width <= 0 || height <= 0) {
            throw unreadable("it claims to have no pixels");
        }
        if (width > MAX_PIXELS / height) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_MANY_PIXELS, "the photo has " + width + "x" + height
                    + " pixels: at most " + MAX_PIXELS / 1_000_000
                    + " million are accepted; save it smaller");
        }
        long shorter = Math.min(width, height);
        // What is reduced must not become too small either.
        if (shorter < MIN_SIDE
                || shorter * MAX_SIDE < Math.max(width, height) * MIN_SIDE) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_SMALL, "the photo has " + width + "x" + height
                    + " pixels: each side needs at least " + MIN_SIDE
                    + ", and a good portrait needs 500 or more");
        }
    }

    /**
     * @param bytes what decoding needs
     * @throws UnusablePhoto when that is more than {@link #MEMORY}
     */
    public static void memory(double bytes) {
        memory(bytes, MEMORY);
    }

    /**
     * @param bytes what decoding needs
     * @param most  what it is given
     * @throws UnusablePhoto when that is too little
     */
    public static void memory(double bytes, long most) {
        if (bytes > most) {
            throw unreadable(String.format(Locale.ROOT, "decoding it would take %.0f MB, and at most %.0f are given",
                    bytes / MEBIBYTE, most / MEBIBYTE));
        }
    }

    /**
     * @throws UnusablePhoto when a file has more than {@link #BLOCKS} blocks
     */
    public static void blocks(int count, String name) {
        blocks(count, BLOCKS, name);
    }

    /**
     * @throws UnusablePhoto when a file has more blocks than it may
     */
    public static void blocks(int count, int most, String name) {
        if (count > most) {
            throw unreadable("it holds more than " + most + " " + name);
        }
    }

    public static UnusablePhoto unreadable(String cause) {
        return new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                "the photo cannot be decoded: " + cause + "; open it in a viewer, save it again as JPEG and retry");
    }

    public static UnusablePhoto cutShort() {
        return unreadable("its end is missing");
    }

    /** For files that are valid, but of a kind that is not supported. */
    public static UnusablePhoto unsupported(String kind) {
        return new UnusablePhoto(ErrorCode.PHOTO_UNSUPPORTED,
                "the photo is " + kind + ", which cannot be read: save or export it as an ordinary JPEG and try again");
    }
}
