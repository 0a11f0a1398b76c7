package dev.likeness.service.pictures;

import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoFile;

/**
 * Finds in milliseconds what is wrong with most unusable files, so that an order is refused before anything is charged.
 * Decoding, which finds the rest, takes up to seconds and is left to the worker.
 */
public final class PhotoPrecheck {
    private PhotoPrecheck() {}

    /**
     * @throws UnusablePhoto when the file is too large, no picture that is read here, or asks for more than it may
     */
    public static void check(byte[] file) {
        PhotoFile.of(file);
    }

    /** What the name of such a file ends in; checks it, too. */
    static String ending(byte[] file) {
        return PhotoFile.of(file).ending();
    }
}
