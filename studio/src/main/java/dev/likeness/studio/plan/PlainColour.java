package dev.likeness.studio.plan;

import dev.likeness.core.GroundColours;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colour of a plain background, or where a gradient begins.
 *
 * @param name as people read it: a word, or the code that was given
 * @param rgb  sRGB, 0xrrggbb
 * @param to   the colour below, where a gradient of two ends
 */
public record PlainColour(String name, int rgb, Optional<PlainColour> to) {
    /** The colours behind identity photos. */
    static final int ID_BLUE = 0x438edb;
    static final int ID_RED = 0xd9001b;
    static final int WHITE = 0xffffff;
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])");
    private static final int HEX_RADIX = 16;

    public PlainColour {
        if (rgb < 0 || rgb > 0xffffff) {
            throw new IllegalArgumentException("not 24 bits of sRGB: " + rgb);
        }
    }

    PlainColour(String name, int rgb) {
        this(name, rgb, Optional.empty());
    }

    /** What a field says. */
    static PlainColour of(GroundColours colours) {
        PlainColour top = coded(colours.top());
        return colours.bottom().isPresent() ? top.to(coded(colours.bottom().getAsInt())) : top;
    }

    private static PlainColour coded(int rgb) {
        return new PlainColour(String.format(Locale.ROOT, "#%06x", rgb), rgb);
    }

    /** A gradient from this colour to another. */
    PlainColour to(PlainColour other) {
        return new PlainColour(name, rgb, Optional.of(other));
    }

    /** The code, such as {@code #f4e1d2} or {@code #fed}, that begins here in a text in lower case. */
    static Optional<PlainColour> codeAt(String text, int start) {
        Matcher code = HEX.matcher(text).region(start, text.length());
        if (!code.lookingAt()) {
            return Optional.empty();
        }
        String digits = code.group(1);
        String six = digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
        return Optional.of(new PlainColour(code.group(), Integer.parseInt(six, HEX_RADIX)));
    }

    /** Reads for example {@code #d2d2d2=light_grey}. */
    static PlainColour parse(String item) {
        int equals = item.indexOf('=');
        return new PlainColour(item.substring(equals + 1).replace('_', ' '),
                Integer.parseInt(item.substring(1, equals), HEX_RADIX));
    }

    /** For example {@code light grey #d2d2d2}. */
    @Override
    public String toString() {
        String code = String.format(Locale.ROOT, "#%06x", rgb);
        return (name.equals(code) ? name : name + " " + code) + to.map(other -> " to " + other).orElse("");
    }
}
