package dev.likeness.studio.plan;

import dev.likeness.studio.plan.Lexicon.Match;
import dev.likeness.studio.plan.Term.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A prompt cut into the words that matter.
 *
 * <p>
 * Three rules of grammar are enough for prompts. A negation drops the next word with a meaning, across fillers ("without
 * any books"), and goes on through "or" ("no books or lamps") but not past a comma. An adjective belongs to a thing that
 * the studio cannot change when that thing follows ("a dark suit" is about the suit, not the light). A colour belongs to
 * the garment that it stands before ("blue tie") or that is said to get it ("the tie in blue"), or to the background in the
 * same way ({@link BackgroundColours}). Everything else stands for itself.
 *
 * @param words in the order of the prompt
 */
record Reading(List<Word> words) {
    /** Between a garment and its colour. */
    private static final Set<String> LINKS = Set.of("in", "into", "to", "is", "be", "a", "the", "colour", "color",
            "dyed",
            "turned", "changed", "made", "换成", "换为", "换", "改成", "改为", "改", "变成", "变为", "染成", "是", "为", "的", "颜色", "用");

    Reading {
        words = List.copyOf(words);
    }

    /** A piece of the prompt that says something. */
    sealed interface Word {
        /** The words as written (lower case). */
        String text();
    }

    /**
     * Words of the lexicon.
     *
     * @param colour that they name, or that adjectives give the garment they name
     * @param denied when a negation stands before them
     */
    record Known(String text, Term term, Optional<ClothColour> colour, boolean denied) implements Word {
        /** The same with an adjective that gives it a colour unless it has one. */
        Known with(Known adjective, String both) {
            return new Known(both, term, colour.or(adjective::colour), denied);
        }

        private boolean isThing() {
            return term.sense() == Sense.CANNOT && !term.adjective();
        }

        private boolean isColour() {
            return term.adjective() && colour.isPresent();
        }
    }

    /** A content word outside the lexicon. */
    record Unknown(String text, boolean denied) implements Word {}

    /** Between clauses. */
    record Pause(String text) implements Word {}

    /** Reads a prompt with a lexicon. */
    static Reading of(String prompt, Lexicon lexicon) {
        return new Reading(deny(BackgroundColours.ofIdentityPhotos(
                colour(qualify(BackgroundColours.joined(cut(Lexicon.normal(prompt), lexicon)))))));
    }

    private static List<Word> cut(String text, Lexicon lexicon) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            Optional<Match> match = lexicon.longestAt(text, at);
            Optional<PlainColour> code = PlainColour.codeAt(text, at);
            if (code.isPresent()) {
                words.add(new Known(code.get().name(), Lexicon.code(code.get()), Optional.empty(), false));
                at += code.get().name().length();
            } else if (match.isPresent()) {
                int end = match.get().end();
                Term term = match.get().term();
                words.add(new Known(text.substring(at, end), term, term.colour(), false));
                at = end;
            } else if (Character.isLetterOrDigit(c)) {
                int end = Lexicon.unspaced(c) ? endOfRun(text, at, lexicon) : endOfWord(text, at);
                // Numbers (85mm, 8k) and single ideographs between known words carry no wish of their own.
                if (!Character.isDigit(c) && end - at > 1) {
                    words.add(new Unknown(text.substring(at, end), false));
                }
                at = end;
            } else {
                if (c != ' ' && c != '\'' && c != '"') {
                    words.add(new Pause(String.valueOf(c)));
                }
                at++;
            }
        }
        return words;
    }

    private static int endOfWord(String text, int start) {
        int end = start + 1;
        while (end < text.length() && (Lexicon.wordLike(text.charAt(end)) || text.charAt(end) == '\'')) {
            end++;
        }
        return end;
    }

    private static int endOfRun(String text, int start, Lexicon lexicon) {
        int end = start + 1;
        while (end < text.length() && Lexicon.unspaced(text.charAt(end)) && lexicon.longestAt(text, end).isEmpty()) {
            end++;
        }
        return end;
    }

    /** Gives adjectives to the unchangeable things behind them; from the end, so that "dark blue suit" is one thing. */
    private static List<Word> qualify(List<Word> words) {
        List<Word> result = new ArrayList<>();
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (word instanceof Known known && known.term().adjective() && !result.isEmpty()) {
                boolean linked = result.getFirst() instanceof Known link && link.text().equals("的");
                int behind = linked ? 1 : 0;
                if (result.size() > behind && result.get(behind) instanceof Known thing && thing.isThing()) {
                    String gap = Lexicon.wordLike(thing.text().charAt(0)) ? " " : linked ? "的" : "";
                    result.subList(0, behind).clear();
                    result.set(0, thing.with(known, known.text() + gap + thing.text()));
                    continue;
                }
            }
            result.addFirst(word);
        }
        return result;
    }

    /** Gives garments the colour that is said behind them: "the tie in blue", "the jacket turned to red". */
    private static List<Word> colour(List<Word> words) {
        List<Word> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word instanceof Known thing && thing.term().garment().isPresent()) {
                int behind = i + 1;
                while (behind < words.size() && words.get(behind) instanceof Known link
                        && LINKS.contains(link.text())) {
                    behind++;
                }
                if (behind < words.size() && words.get(behind) instanceof Known said && said.isColour()
                        && !belongsToNext(words, behind)) {
                    String gap = Lexicon.wordLike(said.text().charAt(0)) ? " " : "";
                    word = new Known(thing.text() + gap + said.text(), thing.term(), said.colour(), false);
                    i = behind;
                }
            }
            result.add(word);
        }
        return result;
    }

    static boolean belongsToNext(List<Word> words, int adjective) {
        return adjective + 1 < words.size() && words.get(adjective + 1) instanceof Known next
                && switch (next.term().sense()) {
                    case MEANS, NEARLY, CANNOT -> true;
                    case FILLER, NOT, OR -> false;
                };
    }

    private static List<Word> deny(List<Word> words) {
        List<Word> result = new ArrayList<>();
        boolean denying = false;
        boolean denied = false;
        for (Word word : words) {
            switch (word) {
                case Pause pause -> {
                    // The Chinese enumeration comma lists things like "or" does.
                    denying = denied && pause.text().equals("、");
                    denied = false;
                }
                case Unknown unknown -> {
                    result.add(new Unknown(unknown.text(), denying));
                    denied = denying;
                    denying = false;
                }
                case Known known -> {
                    switch (known.term().sense()) {
                        case NOT -> denying = true;
                        case OR -> {
                            denying = denying || denied;
                            denied = false;
                        }
                        case FILLER -> {
                        }
                        case MEANS, NEARLY, CANNOT -> {
                            result.add(new Known(known.text(), known.term(), known.colour(), denying));
                            denied = denying;
                            denying = false;
                        }
                    }
                }
            }
        }
        return result;
    }
}
