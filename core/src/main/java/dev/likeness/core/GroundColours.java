package dev.likeness.core;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colour of a background, or the two of a gradient.
 *
 * @param top    sRGB, 0xrrggbb
 * @param bottom sRGB, 0xrrggbb, where the gradient ends; empty for one colour all over
 */
public record GroundColours(int top, OptionalInt bottom) {
    private static final int MOST = 0xffffff;
    private static final int HEX = 16;
    private static final Pattern WRITTEN = Pattern.compile(
            "#([0-9a-f]{6}|[0-9a-f]{3})(?:\\s*(?:,|-|\\bto\\b|→|到)\\s*#([0-9a-f]{6}|[0-9a-f]{3}))?");

    public GroundColours {
        if (top < 0 || top > MOST || bottom.isPresent() && (bottom.getAsInt() < 0 || bottom.getAsInt() > MOST)) {
            throw new IllegalArgumentException("a colour has 24 bits");
        }
    }

    /**
     * Reads {@code #f4e1d2}, {@code #fed}, and of a gradient, from above to below, {@code #008080 to #f4e1d2} or {@code
     * #008080,#f4e1d2}.
     *
     * @throws PortraitException.InvalidRequest when the text is neither
     */
    public static GroundColours of(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new PortraitException.InvalidRequest(ErrorCode.OUTPUT_INVALID,
                    "background is unknown: use transparent,"
                            + " auto, a colour as #f4e1d2, or a gradient as \"#008080 to #f4e1d2\"; colours by name are said in"
                            + " the prompt");
        }
        return new GroundColours(rgb(written.group(1)),
                written.group(2) == null ? OptionalInt.empty() : OptionalInt.of(rgb(written.group(2))));
    }

    private static int rgb(String digits) {
        return Integer.parseInt(digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits, HEX);
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return code(top) + (bottom.isPresent() ? " to " + code(bottom.getAsInt()) : "");
    }

    private static String code(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
