package dev.likeness.imaging;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.UnusablePhoto;
import java.time.Duration;
import java.util.Locale;

/** How much a photo may ask for, and the refusals of those that ask for more. */
final class Bounds {
    /** What a decoder may hold beside the finished photo, bytes. */
    static final long MEMORY = 150L << 20;
    /** Longest time a decoding may take. */
    static final Duration TIME = Duration.ofSeconds(8);
    /** Largest colour profile that is looked at, bytes; real ones have 0.5 to 600 kB. */
    static final int PROFILE = 4 << 20;
    /** Most segments, chunks or blocks of a file; 20 MB of the longest JPEG segments are 320. */
    static final int BLOCKS = 10_000;
    /** Most chunks of data; those of a common size, 8 kB, are 2,560 in 20 MB. */
    static final int DATA_CHUNKS = 50_000;

    private static final double MEBIBYTE = 1 << 20;

    private Bounds() {}

    /**
     * @throws UnusablePhoto when the picture has too many pixels, or too few for a face
     */
    static void size(long width, long height) {
        if (width <= 0 || height <= 0) {
            throw unreadable("it claims to have no pixels");
        }
        if (width > PhotoDecoder.MAX_PIXELS / height) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_MANY_PIXELS, "the photo has " + width + "x" + height
                    + " pixels: at most " + PhotoDecoder.MAX_PIXELS / 1_000_000
                    + " million are accepted; save it smaller");
        }
        long shorter = Math.min(width, height);
        // What is reduced must not become too small either.
        if (shorter < PhotoDecoder.MIN_SIDE
                || shorter * PhotoDecoder.MAX_SIDE < Math.max(width, height) * PhotoDecoder.MIN_SIDE) {
            throw new UnusablePhoto(ErrorCode.PHOTO_TOO_SMALL, "the photo has " + width + "x" + height
                    + " pixels: each side needs at least " + PhotoDecoder.MIN_SIDE
                    + ", and a good portrait needs 500 or more");
        }
    }

    /**
     * @param bytes what decoding needs
     * @throws UnusablePhoto when that is more than {@link #MEMORY}
     */
    static void memory(double bytes) {
        if (bytes > MEMORY) {
            throw unreadable(String.format(Locale.ROOT, "decoding it would take %.0f MB, and at most %.0f are given",
                    bytes / MEBIBYTE, MEMORY / MEBIBYTE));
        }
    }

    /**
     * @throws UnusablePhoto when a file has more than {@link #BLOCKS} blocks
     */
    static void blocks(int count, String name) {
        blocks(count, BLOCKS, name);
    }

    /**
     * @throws UnusablePhoto when a file has more blocks than it may
     */
    static void blocks(int count, int most, String name) {
        if (count > most) {
            throw unreadable("it holds more than " + most + " " + name);
        }
    }

    static UnusablePhoto unreadable(String cause) {
        return new UnusablePhoto(ErrorCode.PHOTO_UNREADABLE,
                "the photo cannot be decoded: " + cause + "; open it in a viewer, save it again as JPEG and retry");
    }

    static UnusablePhoto cutShort() {
        return unreadable("its end is missing");
    }

    /** For files that are right, in a way that is not read here. */
    static UnusablePhoto unsupported(String kind) {
        return new UnusablePhoto(ErrorCode.PHOTO_UNSUPPORTED,
                "the photo is " + kind + ", which cannot be read: save or export it as an ordinary JPEG and try again");
    }
}
