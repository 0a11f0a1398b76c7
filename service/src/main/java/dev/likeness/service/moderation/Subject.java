package dev.likeness.service.moderation;

import dev.likeness.core.Photo;
import dev.likeness.core.Rendering;

/** What a moderator looks at. */
public sealed interface Subject {
    /** A prompt, or words that go onto a portrait; not empty. */
    record Words(String text) implements Subject {}

    /**
     * @param bgr 8-bit samples, rows top to bottom, {@code width * height * 3} bytes in the order B, G, R; not to be
     *            modified
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Picture(int width, int height, byte[] bgr) implements Subject {
        public static Picture of(Photo photo) {
            return new Picture(photo.width(), photo.height(), photo.bgr());
        }

        public static Picture of(Rendering rendering) {
            return new Picture(rendering.width(), rendering.height(), rendering.bgr());
        }
    }
}
