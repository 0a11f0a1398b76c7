package dev.likeness.core;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of the photo survives in the portrait. */
public enum GenMode {
    /** The prompt decides everything; close framing. */
    CREATIVE,
    /** Clothes, hair and background stay. */
    REFERENCE,
    /** The person stays, the background is replaced. */
    REFERENCE_CHAR;

    /** The name of the API, for example {@code reference_char}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of a request that names none: a prompt that says something means {@link #CREATIVE}. */
    public static GenMode automatic(String prompt) {
        return prompt.isBlank() ? REFERENCE : CREATIVE;
    }

    /**
     * @param name in upper or lower case
     * @throws PortraitException.InvalidRequest for a name the API does not know
     */
    public static GenMode ofWireName(String name) {
        for (GenMode mode : values()) {
            if (mode.wireName().equalsIgnoreCase(name.strip())) {
                return mode;
            }
        }
        throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_MODE, "gen_mode \"" + clip(name)
                + "\" is unknown: use " + Stream.of(values()).map(GenMode::wireName).collect(Collectors.joining(", "))
                + ", or leave it out");
    }

    private static String clip(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
