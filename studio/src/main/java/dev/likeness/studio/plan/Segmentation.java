package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Lexicon.Match;
import dev.likeness.studio.plan.Reading.Known;
import dev.likeness.studio.plan.Reading.Pause;
import dev.likeness.studio.plan.Reading.Unknown;
import dev.likeness.studio.plan.Reading.Word;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into words.
 *
 * <p>
 * Where words are separated the longest entry of the lexicon counts ("black and white" before "white"). Chinese is cut so
 * that the whole stretch costs least: few words, and few characters that no word covers (the shortest path through the
 * graph of words, as in N. Zhang, Q. Liu, "a word segmentation model based on the N-shortest-paths method", 2002, without
 * their statistics: the lexicon of portraits is small enough that words seldom overlap). A single ideograph is a word of
 * its own only where its neighbours are known: 皮 in an unknown 皮草 is not leather.
 */
final class Segmentation {
    /** Costs of a character that no word covers, of a word, and of a word of one ideograph, by eye on the prompts. */
    private static final int UNCOVERED = 10;
    private static final int WORD = 4;
    private static final int PARTICLE = 5;
    private static final int SINGLE = 8;

    private final String text;
    private final Lexicon lexicon;
    private final List<Word> words = new ArrayList<>();
    private final List<Match> found = new ArrayList<>();

    private Segmentation(String text, Lexicon lexicon) {
        this.text = text;
        this.lexicon = lexicon;
    }

    /** The words of a {@link Wording}'s text, those that say nothing included. */
    static List<Word> cut(String text, Lexicon lexicon) {
        Segmentation segmentation = new Segmentation(text, lexicon);
        segmentation.run();
        return segmentation.words;
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            at = step(at);
        }
    }

    private int step(int at) {
        char c = text.charAt(at);
        if (c == '#') {
            Optional<PlainColour> code = PlainColour.codeAt(text, at);
            if (code.isPresent()) {
                int end = at + code.get().name().length();
                words.add(new Known(code.get().name(), at, end, Lexicon.code(code.get()), Optional.empty(), false));
                return end;
            }
        }
        if (Lexicon.unspaced(c)) {
            int end = at + 1;
            while (end < text.length() && Lexicon.unspaced(text.charAt(end))) {
                end++;
            }
            unspaced(at, end);
            return end;
        }
        found.clear();
        lexicon.matches(text, at, text.length(), found);
        if (!found.isEmpty()) {
            Match match = found.getLast();
            known(at, match);
            return match.end();
        }
        if (Character.isLetterOrDigit(c)) {
            int end = endOfWord(at);
            // Numbers (85mm, 8k) carry no wish of their own.
            if (!Character.isDigit(c) && end - at > 1) {
                words.add(new Unknown(text.substring(at, end), at, end, false));
            }
            return end;
        }
        if (c != ' ' && c != '\'' && c != '"') {
            words.add(new Pause(String.valueOf(c), at, at + 1));
        }
        return at + 1;
    }

    private void known(int at, Match match) {
        words.add(new Known(text.substring(at, match.end()), at, match.end(), match.term(), match.term().colour(),
                false));
    }

    private int endOfWord(int start) {
        int end = start + 1;
        while (end < text.length() && (Lexicon.wordLike(text.charAt(end)) || text.charAt(end) == '\'')) {
            end++;
        }
        return end;
    }

    private void unspaced(int from, int to) {
        int[] cost = new int[to - from + 1];
        @Nullable
        Match[] best = new Match[to - from];
        for (int at = to - 1; at >= from; at--) {
            int i = at - from;
            cost[i] = UNCOVERED + cost[i + 1];
            found.clear();
            lexicon.matches(text, at, to, found);
            for (Match match : found) {
                int total = cost(match, at) + cost[match.end() - from];
                // Of equals the longer word, which comes later.
                if (total <= cost[i]) {
                    cost[i] = total;
                    best[i] = match;
                }
            }
        }
        emit(from, to, best);
    }

    private static int cost(Match match, int at) {
        return match.end() - at > 1 ? WORD : isParticle(match.term()) ? PARTICLE : SINGLE;
    }

    private static boolean isParticle(Term term) {
        return switch (term.sense()) {
            case FILLER, NOT, OR -> true;
            case MEANS, NEARLY, CANNOT, QUALITY, UNWANTED -> false;
        };
    }

    private void emit(int from, int to, @Nullable Match[] best) {
        int at = from;
        while (at < to) {
            Match match = best[at - from];
            if (match != null) {
                known(at, match);
                at = match.end();
                continue;
            }
            int end = at + 1;
            while (end < to && best[end - from] == null) {
                end++;
            }
            at = unknown(at, end, to, end < to ? best[end - from] : null);
        }
    }

    /** A stretch that no word covers, with the single ideographs beside it that could be a part of it. */
    private int unknown(int at, int end, int to, @Nullable Match after) {
        int start = at;
        if (!words.isEmpty() && words.getLast() instanceof Known before && before.end() == at && isSingle(before)) {
            words.removeLast();
            start = before.start();
        }
        boolean joins = after != null && after.end() == end + 1 && end < to && !isParticle(after.term())
                && !after.term().isColour();
        int last = joins ? end + 1 : end;
        words.add(new Unknown(text.substring(start, last), start, last, false));
        return last;
    }

    private static boolean isSingle(Known word) {
        return word.end() - word.start() == 1 && !isParticle(word.term()) && !word.term().isColour();
    }
}
