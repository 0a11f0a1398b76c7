package dev.likeness.imaging.label;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.lang.Character.UnicodeScript;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A label's text, divided into runs by font. One font draws all of it if it can; else each run of one script is in one
 * font, so that no word mixes two designs, and only a run that no font covers is divided by letters. An accent stays
 * with its letter.
 *
 * @param text   in Unicode's composed form, in the order it is read
 * @param pieces the whole text, in its order
 */
public record LabelText(String text, List<Piece> pieces) {
    /** Letters are drawn as outlines: their edges and places are exact, whatever the size. */
    static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private static final int MOST_NAMED = 8;
    private static final double PROBE_SIZE = 100;

    /** A part of the text that one font draws. */
    record Piece(int from, int to, LabelFont font) {}

    public LabelText {
        pieces = List.copyOf(pieces);
    }

    /**
     * @throws PortraitException.InvalidRequest when no font has some character of the text, or nothing of it can be seen
     */
    public static LabelText of(String words) {
        String text = Normalizer.normalize(words, Normalizer.Form.NFC);
        List<LabelFont> fonts = LabelFont.preferredFor(text);
        Set<Integer> missing = new LinkedHashSet<>();
        text.codePoints().filter(LabelText::neverDrawn).forEach(missing::add);
        if (!missing.isEmpty()) {
            throw refused(missing);
        }
        LabelText whole = drawing(text, fonts)
                .map(font -> new LabelText(text, List.of(new Piece(0, text.length(), font))))
                .orElseGet(() -> new LabelText(text, pieces(text, fonts)));
        if (whole.outline().isEmpty()) {
            throw new PortraitException.InvalidRequest(ErrorCode.WATERMARK_INVALID,
                    "the watermark has no character that can be seen: use words, or leave it out");
        }
        return whole;
    }

    /** Ready for the layout, pixels an em. */
    AttributedString sized(double size) {
        AttributedString styled = new AttributedString(text);
        pieces.forEach(piece -> styled.addAttribute(TextAttribute.FONT, piece.font().sized(size), piece.from(),
                piece.to()));
        return styled;
    }

    private java.awt.geom.Rectangle2D outline() {
        return new TextLayout(sized(PROBE_SIZE).getIterator(), EXACT).getOutline(null).getBounds2D();
    }

    private static Optional<LabelFont> drawing(String text, List<LabelFont> fonts) {
        return fonts.stream().filter(font -> font.draws(text)).findFirst();
    }

    private static List<Piece> pieces(String text, List<LabelFont> fonts) {
        Pieces pieces = new Pieces();
        Set<Integer> missing = new LinkedHashSet<>();
        eachStretch(text, (from, to) -> drawing(text.substring(from, to), fonts)
                .ifPresentOrElse(font -> pieces.add(from, to, font), () -> eachLetter(text, from, to,
                        (start, end) -> drawing(text.substring(start, end), fonts).ifPresentOrElse(
                                font -> pieces.add(start, end, font),
                                () -> missing.addAll(notDrawn(text.substring(start, end), fonts))))));
        if (!missing.isEmpty()) {
            throw refused(missing);
        }
        return pieces.all;
    }

    /** Neighbours in the same font are one piece, or they would not be joined or kerned. */
    private static final class Pieces {
        private final List<Piece> all = new ArrayList<>();

        void add(int from, int to, LabelFont font) {
            if (!all.isEmpty() && all.getLast().font() == font && all.getLast().to() == from) {
                all.add(new Piece(all.removeLast().from(), to, font));
            } else {
                all.add(new Piece(from, to, font));
            }
        }
    }

    private static void eachLetter(String text, int from, int to, BiConsumer<Integer, Integer> each) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text.substring(from, to));
        int start = letters.first();
        for (int end = letters.next(); end != BreakIterator.DONE; end = letters.next()) {
            each.accept(from + start, from + end);
            start = end;
        }
    }

    /** Signs, spaces and digits, which all scripts share, go with what is before them. */
    private static void eachStretch(String text, BiConsumer<Integer, Integer> each) {
        int from = 0;
        UnicodeScript current = UnicodeScript.COMMON;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            UnicodeScript next = family(text.codePointAt(at));
            if (next == UnicodeScript.COMMON || next == current) {
                continue;
            }
            if (current != UnicodeScript.COMMON) {
                each.accept(from, at);
                from = at;
            }
            current = next;
        }
        each.accept(from, text.length());
    }

    private static UnicodeScript family(int character) {
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> UnicodeScript.HAN;
            case COMMON, INHERITED, UNKNOWN -> UnicodeScript.COMMON;
            case LATIN, GREEK, CYRILLIC -> UnicodeScript.LATIN;
            case UnicodeScript other -> other;
        };
    }

    private static boolean neverDrawn(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    /** Of a letter that cannot be drawn, the characters that no font has; all of it when only the combination is missing. */
    private static List<Integer> notDrawn(String letter, List<LabelFont> fonts) {
        List<Integer> alone = letter.codePoints()
                .filter(character -> drawing(Character.toString(character), fonts).isEmpty()).boxed().toList();
        return alone.isEmpty() ? letter.codePoints().boxed().toList() : alone;
    }

    private static PortraitException.InvalidRequest refused(Set<Integer> missing) {
        String named = missing.stream().limit(MOST_NAMED).map(LabelText::named).collect(Collectors.joining(", "));
        String more = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
        return new PortraitException.InvalidRequest(ErrorCode.WATERMARK_INVALID, "the watermark cannot be drawn, since"
                + " its font lacks " + named + more
                + ": use Latin, Greek, Cyrillic, Chinese, Japanese, Korean, Hebrew or Arabic letters, digits and usual signs");
    }

    /** As itself where it can be shown, always with its number. */
    private static String named(int character) {
        String number = String.format("U+%04X", character);
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                number;
            default -> "\"" + Character.toString(character) + "\" (" + number + ")";
        };
    }
}
