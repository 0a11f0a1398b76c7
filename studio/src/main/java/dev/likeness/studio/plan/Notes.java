package dev.likeness.studio.plan;

import dev.likeness.core.Note;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.PromptTerm.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What a finished portrait says of the words of its order: what was followed, what the mode kept, what was not followed. */
final class Notes {
    /** Notes stay short: more words than this are counted, not listed. */
    private static final int MOST_WORDS = 12;
    private static final String KEPT = "mode reference keeps the ";
    private static final String BEYOND = "cannot be followed";
    private static final String GAVE_WAY = "gave way to other words";

    private final List<Told> terms;

    private Notes(List<Told> terms) {
        this.terms = terms;
    }

    /**
     * What becomes of a word.
     *
     * @param topic what words beyond the studio are about; empty for others
     */
    record Told(PromptTerm term, String topic) {}

    /** In a list that may grow. */
    static List<Note> of(List<Told> terms) {
        return new Notes(terms).notes();
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        add(notes, Note.Kind.UNDERSTOOD, "", understood());
        for (String kept : List.of(KEPT + "background", KEPT + "clothes")) {
            add(notes, Note.Kind.NOT_UNDERSTOOD, kept + ": ", meant(kept));
        }
        add(notes, Note.Kind.NOT_UNDERSTOOD, "not followed: ", meant(BEYOND));
        return notes;
    }

    private SequencedSet<String> understood() {
        SequencedSet<String> understood = new LinkedHashSet<>();
        for (Told told : terms) {
            PromptTerm term = told.term;
            if (term.followed() || term.meaning().equals(GAVE_WAY)) {
                understood.add(line(term));
            }
        }
        return understood;
    }

    private static String line(PromptTerm term) {
        String words = term.meaning().equals("left out") ? "no " + term.words() : term.words();
        return words + " -> " + (term.outcome() == Outcome.PARTLY ? "nearest: " : "") + term.meaning();
    }

    private SequencedSet<String> meant(String meaning) {
        SequencedSet<String> words = new LinkedHashSet<>();
        for (Told told : terms) {
            if (told.term.meaning().equals(meaning)) {
                words.add(told.term.words()
                        + (told.topic.isEmpty() || !meaning.equals(BEYOND) ? "" : " (" + told.topic + ")"));
            }
        }
        return words;
    }

    private static void add(List<Note> notes, Note.Kind kind, String head, SequencedSet<String> items) {
        if (!items.isEmpty()) {
            notes.add(new Note(kind, head + list(items)));
        }
    }

    private static String list(SequencedSet<String> items) {
        String shown = String.join("; ", items.stream().limit(MOST_WORDS).toList());
        return items.size() <= MOST_WORDS ? shown : shown + "; and " + (items.size() - MOST_WORDS) + " more";
    }
}
