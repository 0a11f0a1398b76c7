package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words the studio knows, read from {@code lexicon.tsv}: what each asks for, and honestly what it cannot do.
 *
 * <p>
 * Finding a word takes the longest entry that starts at a position ("black and white" before "white"). Alphabetic words
 * match only whole, so "art" is not found in "party" nor "grey" in "greyhound"; a plural or possessive s is allowed.
 * Chinese is written without spaces, so its words match anywhere.
 */
final class Lexicon {
    /** A colour that says nothing by itself. */
    private static final Term PLAIN_COLOUR = new Term(Sense.CANNOT, List.of(), "colour", Optional.empty(),
            Optional.empty(), Optional.empty(), true);

    private final Map<String, Term> terms = new HashMap<>();
    private int longest;

    private Lexicon() {}

    /** The lexicon shipped with the studio. */
    static Lexicon shipped() {
        return Shipped.LEXICON;
    }

    /** The form in which texts are compared: NFKC, lower case, hyphens and white space as single spaces. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('\u2019', '\'')
                .replaceAll("[\\s\\p{Pd}_/]+", " ").strip();
    }

    /** An entry found in a text. */
    record Match(Term term, int end) {}

    /** The longest entry that starts at {@code start} of a {@link #normal} text. */
    Optional<Match> longestAt(String text, int start) {
        if (start > 0 && wordLike(text.charAt(start)) && wordLike(text.charAt(start - 1))) {
            return Optional.empty();
        }
        for (int end = Math.min(text.length(), start + longest); end > start; end--) {
            @Nullable
            Term term = terms.get(text.substring(start, end));
            if (term != null) {
                int after = endOfWord(text, end);
                if (after >= 0) {
                    return Optional.of(new Match(term, after));
                }
            }
        }
        return Optional.empty();
    }

    /** Where the word that reaches {@code end} really ends (behind a plural s), or -1 inside a longer word. */
    private static int endOfWord(String text, int end) {
        if (!wordLike(text.charAt(end - 1)) || boundary(text, end)) {
            return end;
        }
        return text.charAt(end) == 's' && boundary(text, end + 1) ? end + 1 : -1;
    }

    private static boolean boundary(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        if (text.startsWith("'s", at)) {
            return boundary(text, at + 2);
        }
        return !wordLike(text.charAt(at));
    }

    /** Whether a character belongs to a script that separates words. */
    static boolean wordLike(char c) {
        return Character.isLetterOrDigit(c) && !unspaced(c);
    }

    /** Whether a character belongs to a script written without spaces. */
    static boolean unspaced(char c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI -> true;
            default -> false;
        };
    }

    private static Lexicon parse(String table) {
        Lexicon lexicon = new Lexicon();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(lexicon::add);
        return lexicon;
    }

    private void add(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3) {
            throw new IllegalStateException("lexicon: not three columns: " + line);
        }
        for (String word : columns[2].split("\\|", -1)) {
            String key = normal(word);
            @Nullable
            Term before = terms.get(key);
            boolean free = before == null || switch (columns[0]) {
                case "colour" -> before.colour().isEmpty();
                case "plain" -> before.plain().isEmpty();
                default -> false;
            };
            if (key.isEmpty() || !free) {
                throw new IllegalStateException("lexicon: empty or repeated word \"" + word + "\" in: " + line);
            }
            terms.put(key, switch (columns[0]) {
                case "garment" -> new Term(Sense.CANNOT, List.of(), "clothes",
                        Optional.of(Garment.valueOf(columns[1])), Optional.empty(), Optional.empty(), false);
                case "colour" -> (before == null ? PLAIN_COLOUR : before).meaning(ClothColour.valueOf(columns[1]));
                case "plain" ->
                    (before == null ? PLAIN_COLOUR : before).painting(PlainColour.parse(columns[1]));
                default -> term(columns[0], columns[1]);
            });
            longest = Math.max(longest, key.length());
        }
    }

    private static Term term(String name, String column) {
        Sense sense = Sense.valueOf(name.replace("*", "").toUpperCase(Locale.ROOT));
        boolean acts = sense == Sense.MEANS || sense == Sense.NEARLY;
        return new Term(sense, acts ? effects(column) : List.of(), acts ? "" : column, Optional.empty(),
                Optional.empty(), acts ? plain(column) : Optional.empty(), name.endsWith("*"));
    }

    /** Reads the colour of for example {@code backdrop=PLAIN #d2d2d2=light_grey}. */
    private static Optional<PlainColour> plain(String column) {
        return Stream.of(column.split(" ", -1)).filter(item -> item.startsWith("#")).map(PlainColour::parse)
                .findFirst();
    }

    /** The word that a colour's code such as {@code #f4e1d2} is. */
    static Term code(PlainColour colour) {
        return new Term(Sense.MEANS, List.of(new Effect(Field.BACKDROP, BackdropName.PLAIN.name(), 2)), "",
                Optional.empty(), Optional.empty(), Optional.of(colour), true);
    }

    /** Reads for example {@code light=LOW ~backdrop=LOW_KEY}; each tilde makes the wish weaker. */
    private static List<Effect> effects(String column) {
        List<Effect> effects = new ArrayList<>();
        for (String item : column.split(" ", -1)) {
            if (item.startsWith("#")) {
                continue;
            }
            String bare = item.replace("~", "");
            int equals = bare.indexOf('=');
            Field field = Field.valueOf(bare.substring(0, equals).toUpperCase(Locale.ROOT));
            effects.add(new Effect(field, bare.substring(equals + 1), 2 - (item.length() - bare.length())));
        }
        return effects;
    }

    /** Reads a text resource beside this class. */
    static String resource(String name) {
        try (@Nullable
        InputStream stream = Lexicon.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the studio's jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read on first use. */
    private static final class Shipped {
        static final Lexicon LEXICON = parse(resource("lexicon.tsv"));
    }
}
