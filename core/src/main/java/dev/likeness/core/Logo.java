package dev.likeness.core;

import java.util.Locale;
import java.util.Optional;

/**
 * The visible mark that a client asks for in {@code logo_info}, every default resolved.
 *
 * @param wanted   whether there is a mark at all; the rest is remembered either way
 * @param language of the mark's usual text
 * @param opacity  0 to 1
 * @param text     words of the client's own instead of the usual text
 * @param size     of its letters, times the usual
 */
public record Logo(boolean wanted, Watermark.Corner corner, Language language, double opacity, Optional<String> text,
        double size) {
    /** No mark; the rest as the API has it. */
    public static final Logo NONE = new Logo(false, Watermark.Corner.BOTTOM_RIGHT, Language.ZH,
            Watermark.DEFAULT_OPACITY, Optional.empty());

    /** In letters of the usual size: the clouds' dialects know no other. */
    public Logo(boolean wanted, Watermark.Corner corner, Language language, double opacity, Optional<String> text) {
        this(wanted, corner, language, opacity, text, 1);
    }

    /** In the order of the API's numbers 0 and 1. */
    public enum Language {
        ZH, EN;

        /** As {@link Watermark#textOf} understands it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The mark to paint; empty when none is wanted.
     *
     * @throws PortraitException.InvalidRequest when its text or opacity cannot be used
     */
    public Optional<Watermark> watermark() {
        return wanted ? Optional.of(new Watermark(words(), corner, opacity, size)) : Optional.empty();
    }

    /** What the mark says: the client's own words, or the usual text in its language. */
    public String words() {
        return text.orElseGet(() -> Watermark.textOf(language.wireName()));
    }
}
