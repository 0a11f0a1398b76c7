package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Place;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A text in the form in which words are compared (NFKC, lower case, hyphens and white space as single spaces), which knows
 * for each of its characters where it stood in the text as written.
 */
final class Wording {
    /** Shorter words are not mended. */
    private static final int LEAST_LETTERS = 4;
    /** Lines that are wrapped are longer, in characters; lists are shorter. */
    private static final int SHORT_LINE = 50;
    private static final String CLAUSE = ";";
    private final String text;
    private final int[] from;
    private final int[] to;

    private Wording(String text, int[] from, int[] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The wording of a text as written. */
    static Wording of(String written) {
        StringBuilder normal = new StringBuilder(written.length());
        int[] from = new int[2 * written.length() + 16];
        int[] to = new int[from.length];
        int at = 0;
        int line = 0;
        while (at < written.length()) {
            int end = endOfCluster(written, at);
            String cluster = endsClause(written, at, line) ? CLAUSE : normal(written, at, end);
            line = written.charAt(at) == '\n' ? end : line;
            for (int i = 0; i < cluster.length(); i++) {
                char c = cluster.charAt(i);
                boolean space = isSpace(c);
                if (space && (normal.isEmpty() || normal.charAt(normal.length() - 1) == ' ')) {
                    continue;
                }
                if (normal.length() == from.length) {
                    from = Arrays.copyOf(from, 2 * from.length);
                    to = Arrays.copyOf(to, from.length);
                }
                from[normal.length()] = at;
                to[normal.length()] = end;
                normal.append(space ? ' ' : c == '\u2019' ? '\'' : c);
            }
            at = end;
        }
        if (!normal.isEmpty() && normal.charAt(normal.length() - 1) == ' ') {
            normal.setLength(normal.length() - 1);
        }
        return new Wording(normal.toString(), from, to);
    }

    /** A slash between spaces, and the end of a line that is shorter than those of running text. */
    private static boolean endsClause(String written, int at, int line) {
        return switch (written.charAt(at)) {
            case '/' -> at > 0 && written.charAt(at - 1) == ' ';
            case '\n' -> at - line < SHORT_LINE;
            default -> false;
        };
    }

    /** A character with the marks that combine with it. */
    private static int endOfCluster(String written, int at) {
        int end = at + Character.charCount(written.codePointAt(at));
        while (end < written.length() && Character.getType(written.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end += Character.charCount(written.codePointAt(end));
        }
        return end;
    }

    private static String normal(String written, int at, int end) {
        char c = written.charAt(at);
        if (end == at + 1 && c < 0x80) {
            return String.valueOf(Character.toLowerCase(c));
        }
        // The ideographs that are written today have no other form.
        if (end == at + 1 && c >= 0x4E00 && c <= 0x9FFF) {
            return String.valueOf(c);
        }
        return Normalizer.normalize(written.substring(at, end), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The same with misspelt words as they are meant; every character still knows where it stood. */
    Wording mended(Lexicon lexicon) {
        StringBuilder mended = new StringBuilder(text.length() + 16);
        int[] first = new int[text.length() + 64];
        int[] last = new int[first.length];
        boolean any = false;
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(at);
            Optional<String> meant = end - at < LEAST_LETTERS || lexicon.begins(text, at, end)
                    ? Optional.empty()
                    : lexicon.meant(text.substring(at, end));
            any |= meant.isPresent();
            end = Math.max(end, at + 1);
            int length = meant.map(String::length).orElse(end - at);
            if (mended.length() + length > first.length) {
                first = Arrays.copyOf(first, 2 * first.length + length);
                last = Arrays.copyOf(last, first.length);
            }
            boolean spaced = meant.filter(word -> word.indexOf(' ') > 0).isPresent();
            int written = at;
            for (int i = 0; i < length; i++) {
                int to = mended.length() + i;
                boolean whole = meant.isPresent() && !spaced;
                first[to] = whole ? from[at] : from[written];
                last[to] = whole ? this.to[end - 1] : this.to[written];
                written += meant.isPresent() && (whole || meant.get().charAt(i) == ' ') ? 0 : 1;
            }
            mended.append(meant.orElse("")).append(text, meant.isPresent() ? end : at, end);
            at = end;
        }
        return any ? new Wording(mended.toString(), first, last) : this;
    }

    /** Behind the Latin letters that begin here; the place itself where there are none or other signs among them. */
    private int endOfWord(int start) {
        int end = start;
        boolean letters = start == 0 || !Lexicon.wordLike(text.charAt(start - 1));
        while (end < text.length() && Lexicon.wordLike(text.charAt(end))) {
            letters &= text.charAt(end) >= 'a' && text.charAt(end) <= 'z';
            end++;
        }
        return letters ? end : start;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '-' || c == '_' || c == '/' || Character.isWhitespace(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    /** The text to compare. */
    String text() {
        return text;
    }

    /** Where characters of {@link #text} stood, the last not included. */
    Place place(int start, int end) {
        return new Place(from[start], to[end - 1]);
    }
}
