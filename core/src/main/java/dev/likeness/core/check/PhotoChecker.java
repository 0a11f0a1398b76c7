package dev.likeness.core.check;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;

/** Looks at a photo without making a portrait of it: an engine that can say beforehand what it would make of one. */
public interface PhotoChecker {
    /**
     * @param request what would be ordered: which of several faces, and whether it is a photo for an identity document
     * @return also where the photo would be refused: with the reason
     * @throws PortraitException.Cancelled when the check was cancelled
     */
    PhotoReport check(PortraitRequest request, Photo photo, Cancellation cancellation);
}
