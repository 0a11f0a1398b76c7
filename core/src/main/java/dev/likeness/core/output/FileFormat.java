package dev.likeness.core.output;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Locale;

/** What portraits are written as. */
public enum FileFormat {
    JPEG("jpg"), PNG("png"), WEBP("webp");

    private final String ending;

    FileFormat(String ending) {
        this.ending = ending;
    }

    /** Of file names, without the dot. */
    public String ending() {
        return ending;
    }

    /** For example {@code jpeg}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code image/jpeg}. */
    public String mediaType() {
        return "image/" + wireName();
    }

    /** Whether such a file can say that a place is transparent. */
    public boolean hasAlpha() {
        return this != JPEG;
    }

    /**
     * @param name in upper or lower case, {@code jpg} too
     * @throws InvalidRequest {@code OUTPUT_INVALID} for another
     */
    public static FileFormat named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "jpeg", "jpg" -> JPEG;
            case "png" -> PNG;
            case "webp" -> WEBP;
            default -> throw new InvalidRequest(ErrorCode.OUTPUT_INVALID, "format is unknown: use jpeg, png or webp");
        };
    }
}
