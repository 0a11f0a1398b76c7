package dev.likeness.core;

import java.util.Locale;

/** Stable names of everything that can go wrong; clients may branch on {@link #wireName()}. */
public enum ErrorCode {
    SIZE_OUT_OF_RANGE, STRENGTH_OUT_OF_RANGE, STRENGTH_OFF_GRID, UNKNOWN_MODE, WATERMARK_INVALID, SEED_OUT_OF_RANGE, PROMPT_TOO_LONG, UNKNOWN_ENGINE, UNKNOWN_TEMPLATE, MALFORMED_REQUEST, MISSING_FIELD, WRONG_TYPE, REQUEST_TOO_LARGE,

    PHOTO_MISSING, PHOTO_UNREADABLE, PHOTO_UNSUPPORTED, PHOTO_TOO_LARGE, PHOTO_TOO_MANY_PIXELS, PHOTO_TOO_SMALL, PHOTO_URL_REFUSED, PHOTO_URL_FAILED,

    NO_FACE, SEVERAL_FACES, FACE_TOO_SMALL, FACE_NOT_FRONTAL,

    KEY_MISSING, KEY_INVALID, BALANCE_SHORT, NOT_FOUND, CANCELLED, TOO_BUSY, ENGINE_FAILED, INTERNAL;

    /** Lower-case form used on the wire and on the command line, for example {@code no_face}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
