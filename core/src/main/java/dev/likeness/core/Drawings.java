package dev.likeness.core;

/** What an engine does with a picture of a face that is surely no photo of a person: a drawing, a statue, a doll. */
public enum Drawings {
    /** Refused as {@link ErrorCode#NOT_A_PHOTO}. */
    REFUSED,
    /** Portrayed as photos are, with a note that says so. */
    ALLOWED
}
