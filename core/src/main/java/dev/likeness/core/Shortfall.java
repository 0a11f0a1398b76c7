package dev.likeness.core;

import java.util.Locale;

/**
 * A part of an order that a finished portrait does not show as it was ordered. The notes tell people about it; this is for
 * programs.
 */
public enum Shortfall {
    /** Another background was ordered, and the portrait keeps the photo's own. */
    BACKGROUND,
    /** The framing is closer or elsewhere than ordered. */
    FRAMING,
    /** Clothes whose colour was ordered keep theirs. */
    CLOTHES,
    /** Words of the prompt that were not followed. */
    WORDS;

    /** Lower-case form used on the wire, for example {@code background}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
