package dev.likeness.studio.plan;

import dev.likeness.core.PromptTerm.Role;
import dev.likeness.studio.plan.Term.Effect;
import dev.likeness.studio.plan.Term.Sense;
import dev.likeness.studio.plan.words.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words the studio knows, read from {@code lexicon.tsv}: what each asks for, and honestly what it cannot do.
 *
 * <p>
 * Alphabetic words match only whole, so "art" is not found in "party" nor "grey" in "greyhound"; a plural or possessive s
 * is allowed. Chinese is written without spaces, so its words match anywhere. Words are found by walking a trie: its edges
 * are kept in one open-addressed table, because a map in each of tens of thousands of nodes takes longer to build than all
 * else at the start.
 */
final class Lexicon {
    private static final int CHAR_BITS = 16;
    private final Map<String, Term> terms = new HashMap<>(16_384);
    private long[] edges = new long[1 << 17];
    private int[] targets = new int[edges.length];
    private int nodes = 1;
    private @Nullable Term[] ends = new Term[1 << 16];

    private Lexicon() {}

    /** The lexicon shipped with the studio. */
    static Lexicon shipped() {
        return Shipped.LEXICON;
    }

    /** The form in which texts are compared: see {@link Wording}. */
    static String normal(String text) {
        return Wording.of(text).text();
    }

    /** An entry found in a text. */
    record Match(Term term, int end) {}

    /** The longest entry that starts at {@code start} of a {@link #normal} text. */
    Optional<Match> longestAt(String text, int start) {
        List<Match> all = new ArrayList<>();
        matches(text, start, text.length(), all);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Every entry that starts at {@code start} of a {@link #normal} text and ends by {@code limit}, shortest first. */
    void matches(String text, int start, int limit, List<Match> found) {
        if (start > 0 && wordLike(text.charAt(start)) && wordLike(text.charAt(start - 1))) {
            return;
        }
        int node = 0;
        for (int at = start; at < limit; at++) {
            node = next(node, text.charAt(at));
            if (node < 0) {
                return;
            }
            @Nullable
            Term term = ends[node];
            if (term != null) {
                int after = endOfWord(text, at + 1);
                if (after >= 0 && after <= limit) {
                    found.add(new Match(term, after));
                }
            }
        }
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
        if (c >= 0x4E00 && c <= 0x9FFF) {
            return false;
        }
        return c < 0x80
                ? c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
                : Character.isLetterOrDigit(c) && !unspaced(c);
    }

    /** Whether a character belongs to a script written without spaces. */
    static boolean unspaced(char c) {
        if (c < 0x80) {
            return false;
        }
        // Looking up a script takes longer than all else that is done with an ideograph.
        if (c >= 0x4E00 && c <= 0x9FFF) {
            return true;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI -> true;
            default -> false;
        };
    }

    private int next(int node, char c) {
        long edge = edge(node, c);
        int slot = slot(edge);
        while (edges[slot] != 0) {
            if (edges[slot] == edge) {
                return targets[slot];
            }
            slot = slot + 1 & edges.length - 1;
        }
        return -1;
    }

    // NUL is in no word, so no edge is 0.
    private static long edge(int node, char c) {
        return (long) node << CHAR_BITS | c;
    }

    private int slot(long edge) {
        return (int) (edge * 0x9E3779B97F4A7C15L >>> 40) & edges.length - 1;
    }

    private void enter(String word, Term term) {
        int node = 0;
        for (int i = 0; i < word.length(); i++) {
            int known = next(node, word.charAt(i));
            node = known >= 0 ? known : grow(node, word.charAt(i));
        }
        ends[node] = term;
    }

    private int grow(int node, char c) {
        if (2 * nodes >= edges.length) {
            long[] before = edges;
            int[] to = targets;
            edges = new long[2 * before.length];
            targets = new int[edges.length];
            for (int i = 0; i < before.length; i++) {
                if (before[i] != 0) {
                    put(before[i], to[i]);
                }
            }
        }
        if (nodes == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        put(edge(node, c), nodes);
        return nodes++;
    }

    private void put(long edge, int target) {
        int slot = slot(edge);
        while (edges[slot] != 0) {
            slot = slot + 1 & edges.length - 1;
        }
        edges[slot] = edge;
        targets[slot] = target;
    }

    /** Whether an entry begins with the word that stands from {@code start} to {@code end}, but for a plural s. */
    boolean begins(String text, int start, int end) {
        int node = 0;
        for (int at = start; at < end; at++) {
            int next = next(node, text.charAt(at));
            if (next < 0) {
                return at == end - 1 && text.charAt(at) == 's' && ends[node] != null;
            }
            node = next;
        }
        return ends[node] != null || next(node, ' ') >= 0
                || text.charAt(end - 1) == 's' && end - start > 1 && begins(text, start, end - 1);
    }

    /** The word that is meant by one that begins no entry, where that is certain. */
    Optional<String> meant(String written) {
        return Spellings.SHIPPED.meant(written);
    }

    /** Every word, for tests. */
    Map<String, Term> terms() {
        return Map.copyOf(terms);
    }

    private static Lexicon parse(String table) {
        Lexicon lexicon = new Lexicon();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(lexicon::add);
        lexicon.terms.replaceAll((_, term) -> term.plain().isPresent() && term.adjective() && term.colour().isEmpty()
                ? term.meaning(ClothColour.nearest(term.plain().get().rgb()))
                : term);
        lexicon.terms.forEach(lexicon::enter);
        return lexicon;
    }

    private void add(String line) {
        int first = line.indexOf('\t');
        int second = line.indexOf('\t', first + 1);
        if (first < 0 || second < 0 || line.indexOf('\t', second + 1) >= 0) {
            throw new IllegalStateException("lexicon: not three columns: " + line);
        }
        String sense = line.substring(0, first);
        String what = line.substring(first + 1, second);
        @Nullable
        Term own = sense.equals("colour") || sense.equals("plain") ? null : Entry.term(sense, what);
        int at = second + 1;
        while (at <= line.length()) {
            int bar = line.indexOf('|', at);
            int end = bar < 0 ? line.length() : bar;
            add(line.substring(at, end), sense, what, own);
            at = end + 1;
        }
    }

    private void add(String word, String sense, String what, @Nullable Term own) {
        @Nullable
        Term before = terms.get(word);
        boolean free = before == null || switch (sense) {
            case "colour" -> before.colour().isEmpty();
            case "plain" -> before.plain().isEmpty();
            default -> false;
        };
        if (word.isEmpty() || !free) {
            throw new IllegalStateException("lexicon: empty or repeated word \"" + word + "\" as " + sense + " "
                    + what);
        }
        Term known = before == null ? Entry.COLOUR : before;
        terms.put(word, own != null
                ? own
                : sense.equals("colour")
                        ? known.meaning(ClothColour.valueOf(what))
                        : known.painting(PlainColour.parse(what)));
    }

    /** The word that a colour's code such as {@code #f4e1d2} is. */
    static Term code(PlainColour colour) {
        return new Term(Sense.MEANS, List.of(new Effect(Field.BACKDROP, BackdropName.PLAIN.name(), Effect.SAID)), "",
                Role.COLOUR, Optional.empty(), Optional.of(ClothColour.nearest(colour.rgb())), Optional.of(colour),
                true, Optional.empty());
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

    /** What the first two columns of a line mean for its words. */
    private static final class Entry {
        /** A colour that says nothing by itself. */
        static final Term COLOUR = Term.beyond("colour", Role.COLOUR, true, Optional.empty());

        /** Reads for example {@code means} and {@code @time grade=WARM backdrop=BEACH_DUSK:4}. */
        static Term term(String name, String column) {
            boolean adjective = name.endsWith("*");
            String bare = adjective ? name.substring(0, name.length() - 1) : name;
            if (bare.equals("garment")) {
                return new Term(Sense.CANNOT, List.of(), "clothes", Role.WARDROBE,
                        Optional.of(Garment.valueOf(column)), Optional.empty(), Optional.empty(), false,
                        Optional.of("red jacket"));
            }
            Sense sense = Sense.valueOf(bare.toUpperCase(Locale.ROOT));
            return switch (sense) {
                case MEANS, NEARLY -> asking(sense, adjective, column);
                case CANNOT -> {
                    int instead = column.indexOf('>');
                    String topic = instead < 0 ? column : column.substring(0, instead);
                    yield Term.beyond(topic, roleOf(topic), adjective,
                            instead < 0 ? Optional.empty() : Optional.of(column.substring(instead + 1)));
                }
                case QUALITY, UNWANTED -> Term.said(sense, Role.QUALITY, List.of(), Optional.empty());
                case FILLER, NOT, OR -> Term.said(sense, Role.UNKNOWN, List.of(), Optional.empty());
            };
        }

        private static Term asking(Sense sense, boolean adjective, String column) {
            List<Effect> effects = new ArrayList<>();
            Optional<PlainColour> plain = Optional.empty();
            Optional<Role> role = Optional.empty();
            for (String item : column.split(" ", -1)) {
                if (item.startsWith("#")) {
                    plain = Optional.of(PlainColour.parse(item));
                } else if (item.startsWith("@")) {
                    role = Optional.of(Role.valueOf(item.substring(1).toUpperCase(Locale.ROOT)));
                } else {
                    effects.add(effect(item));
                }
            }
            return new Term(sense, effects, "", role.orElseGet(() -> roleOf(effects.getFirst())), Optional.empty(),
                    Optional.empty(), plain, adjective, Optional.empty());
        }

        private static Effect effect(String item) {
            int equals = item.indexOf('=');
            int colon = item.indexOf(':');
            return new Effect(Field.valueOf(item.substring(0, equals).toUpperCase(Locale.ROOT)),
                    item.substring(equals + 1, colon < 0 ? item.length() : colon),
                    colon < 0 ? Effect.SAID : item.charAt(colon + 1) - '0');
        }

        private static Role roleOf(Effect effect) {
            return switch (effect.field()) {
                case BACKDROP -> BackdropName.valueOf(effect.value()).isPlace() ? Role.SCENE : Role.GROUND;
                case LIGHT -> Role.LIGHT;
                case GRADE -> Role.GRADE;
                case FRAMING -> Role.FRAMING;
                case RENDITION -> Role.RENDITION;
                case AIR -> Role.WEATHER;
            };
        }

        private static Role roleOf(String topic) {
            return switch (topic) {
                case "clothes", "accessories", "material" -> Role.WARDROBE;
                case "hair", "expression", "face", "age", "pose", "gender" -> Role.SITTER;
                case "people", "animals", "things", "text" -> Role.OBJECT;
                case "backdrop" -> Role.SCENE;
                case "rendition" -> Role.RENDITION;
                case "weather" -> Role.WEATHER;
                case "composition" -> Role.FRAMING;
                case "colour" -> Role.COLOUR;
                case "colours" -> Role.GRADE;
                case "light" -> Role.LIGHT;
                case "mood" -> Role.MOOD;
                case "style" -> Role.STYLE;
                default -> {
                    if (topic.startsWith("retouch")) {
                        yield Role.RETOUCH;
                    }
                    throw new IllegalStateException("lexicon: no role for the topic " + topic);
                }
            };
        }
    }

    /** Read for the first word that begins no entry. */
    private static final class Spellings {
        static final Spelling SHIPPED = new Spelling(Shipped.LEXICON.terms.keySet().stream());
    }

    /** Read on first use. */
    private static final class Shipped {
        static final Lexicon LEXICON = parse(resource("lexicon.tsv"));
    }
}
