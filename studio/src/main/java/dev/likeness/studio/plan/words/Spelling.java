package dev.likeness.studio.plan.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mends English words that no entry of a vocabulary knows: those written in one ("cherryblossom"), and those that are one
 * slip away from a word of it (F. Damerau, "A technique for computer detection and correction of spelling errors", 1964).
 *
 * <p>
 * A slip is mended only where it makes no other English word: "bather" is not "bathed", though "backgroud" is "background".
 * Which words and which slips those are stands in {@code spelling.tsv}; it was made by comparing the vocabulary with a list
 * of a hundred thousand English words, which need not be shipped for that. The first letter is never a slip.
 */
public final class Spelling {
    /** Shorter words written in one are words of their own too often. */
    private static final int LEAST_JOINED = 7;
    private static final int LEAST_PART = 3;
    private static final int LEAST = 4;
    private static final int MOST = 20;

    private final Set<String> known = new HashSet<>();
    private final Map<String, String> joined = new HashMap<>();
    private final Map<Integer, List<Target>> targets;

    /** A word that may be meant, and the slips that lead to it. */
    private record Target(String word, String slips) {}

    /**
     * @param entries words and phrases of the vocabulary, in lower case, with single spaces
     */
    public Spelling(Stream<String> entries) {
        entries.filter(entry -> !entry.isEmpty() && entry.charAt(0) < 0x80).forEach(this::learn);
        targets = Table.TARGETS;
    }

    private void learn(String entry) {
        String[] parts = entry.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            known.add(parts[i]);
            if (i > 0 && parts[i - 1].length() >= LEAST_PART && parts[i].length() >= LEAST_PART) {
                join(parts[i - 1] + " " + parts[i]);
            }
        }
        if (parts.length > 2) {
            join(entry);
        }
    }

    private void join(String phrase) {
        String written = phrase.replace(" ", "");
        if (written.length() >= LEAST_JOINED) {
            joined.put(written, phrase);
        }
    }

    /**
     * What is meant by a word that is none of the vocabulary.
     *
     * @param written Latin letters in lower case
     * @return empty where the word is known, or nobody can say
     */
    public Optional<String> meant(String written) {
        if (written.length() < LEAST || written.length() > MOST || isKnown(written)) {
            return Optional.empty();
        }
        @Nullable
        String phrase = joined.get(written);
        return phrase != null ? Optional.of(phrase) : oneSlipAway(written);
    }

    private boolean isKnown(String written) {
        return known.contains(written)
                || written.endsWith("s") && known.contains(written.substring(0, written.length() - 1));
    }

    /** The only word that is one slip away; of several nobody knows which is meant. */
    private Optional<String> oneSlipAway(String written) {
        Optional<String> meant = Optional.empty();
        for (int length = written.length() - 1; length <= written.length() + 1; length++) {
            for (Target target : targets.getOrDefault(key(written.charAt(0), length), List.of())) {
                if (target.slips.indexOf(slip(written, target.word)) >= 0) {
                    if (meant.isPresent()) {
                        return Optional.empty();
                    }
                    meant = Optional.of(target.word);
                }
            }
        }
        return meant;
    }

    /** The one slip between two words, or a blank. */
    private static char slip(String written, String meant) {
        int shorter = Math.min(written.length(), meant.length());
        int same = 0;
        while (same < shorter && written.charAt(same) == meant.charAt(same)) {
            same++;
        }
        if (written.length() < meant.length()) {
            return sameFrom(written, same, meant, same + 1) ? 'D' : ' ';
        }
        if (written.length() > meant.length()) {
            return sameFrom(written, same + 1, meant, same) ? 'I' : ' ';
        }
        if (sameFrom(written, same + 1, meant, same + 1)) {
            return 'S';
        }
        boolean changedPlaces = same + 1 < shorter && written.charAt(same) == meant.charAt(same + 1)
                && written.charAt(same + 1) == meant.charAt(same);
        return changedPlaces && sameFrom(written, same + 2, meant, same + 2) ? 'T' : ' ';
    }

    private static boolean sameFrom(String one, int at, String other, int from) {
        return one.length() - at == other.length() - from && one.regionMatches(at, other, from, one.length() - at);
    }

    private static int key(char first, int length) {
        return first << 8 | length;
    }

    /** Read for the first word that nobody knows. */
    private static final class Table {
        static final Map<Integer, List<Target>> TARGETS = read();

        private static Map<Integer, List<Target>> read() {
            Map<Integer, List<Target>> targets = new HashMap<>();
            text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                String slips = line.substring(0, tab);
                for (String word : line.substring(tab + 1).split(" ", -1)) {
                    targets.computeIfAbsent(key(word.charAt(0), word.length()), _ -> new ArrayList<>())
                            .add(new Target(word, slips));
                }
            });
            return targets;
        }

        private static String text() {
            try (@Nullable
            InputStream stream = Spelling.class.getResourceAsStream("spelling.tsv")) {
                if (stream == null) {
                    throw new IllegalStateException("spelling.tsv is missing from the studio's jar");
                }
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
