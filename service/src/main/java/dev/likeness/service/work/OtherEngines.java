package dev.likeness.service.work;

import dev.likeness.core.Ability;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PromptTerm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Names on a finished portrait the engines that could follow what the one that made it does not: the same that the reader
 * of prompts names before the order.
 */
final class OtherEngines {
    /** Notes stay short. */
    private static final int MOST_WORDS = 12;

    private OtherEngines() {}

    /**
     * One note for each group of engines that can do the same.
     *
     * @param engines of this worker, that of the order among them, in their order
     * @param asked   the one that made the portrait
     * @param words   of the order, as that one reads them
     */
    static List<Note> notes(Collection<PortraitEngine> engines, String asked, List<PromptTerm> words) {
        Map<List<String>, SequencedSet<String>> followed = new LinkedHashMap<>();
        for (PromptTerm term : words) {
            List<String> able = term.needs().map(need -> able(engines, asked, need)).orElse(List.of());
            if (!able.isEmpty()) {
                followed.computeIfAbsent(able, _ -> new LinkedHashSet<>()).add(term.words());
            }
        }
        return followed.entrySet().stream().map(each -> new Note(Note.Kind.NOT_UNDERSTOOD,
                String.join(", ", each.getKey()) + " can follow: " + list(each.getValue()))).toList();
    }

    private static List<String> able(Collection<PortraitEngine> engines, String asked, Ability need) {
        return engines.stream().filter(engine -> !engine.name().equals(asked))
                .filter(engine -> engine.profile().degree(need) == Ability.Degree.YES).map(PortraitEngine::name)
                .toList();
    }

    private static String list(SequencedSet<String> words) {
        String shown = String.join("; ", words.stream().limit(MOST_WORDS).toList());
        return words.size() <= MOST_WORDS ? shown : shown + "; and " + (words.size() - MOST_WORDS) + " more";
    }
}
