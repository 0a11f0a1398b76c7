package dev.likeness.service.pictures;

import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoFile;

/**
 * Recognizes most unusable files in milliseconds, so that an order is refused before anything is charged. Decoding
 * finds the others; it takes up to seconds and is left to the worker.
 */
public final class PhotoPrecheck {
    private PhotoPrecheck() {}

    /**
     * @throws UnusablePhoto when the file is too large, in no supported format, or declares more pixels than allowed
     */
    public static void check(byte[] file) {
        PhotoFile.of(file);
    }

    /** Checks the file and returns the usual extension of its format. */
    static String ending(byte[] file) {
        return PhotoFile.of(file).ending();
    }
}
