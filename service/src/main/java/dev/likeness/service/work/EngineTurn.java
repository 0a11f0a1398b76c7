package dev.likeness.service.work;

import dev.likeness.core.Note;
import dev.likeness.service.tasks.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The turn of an engine in a chain, and what people are told of the chain.
 *
 * @param skipped why not those before it, for people
 */
record EngineTurn(String engine, List<String> skipped) {
    /** Of the next engine that is served here or elsewhere; empty when none is left. */
    static Optional<EngineTurn> after(Attempt attempt, EngineRoom room) {
        List<String> skipped = new ArrayList<>();
        for (String engine : attempt.chain().ahead()) {
            if (room.isServed(engine)) {
                return Optional.of(new EngineTurn(engine, skipped));
            }
            skipped.add(engine + " is not here");
        }
        return Optional.empty();
    }

    /** What the engines before this attempt's had to say; empty when it is the first. */
    static String before(Attempt attempt) {
        return attempt.chain().tried().isEmpty()
                ? ""
                : " (before it: " + String.join("; ", attempt.chain().tried()) + ")";
    }

    /** Which of several engines made the portrait, and why no other; nothing for an order of one. */
    static List<Note> chosen(Attempt attempt) {
        if (!attempt.chain().isSeveral()) {
            return List.of();
        }
        List<String> tried = attempt.chain().tried();
        return List.of(new Note(Note.Kind.ENGINE, "made by " + attempt.engine() + (tried.isEmpty()
                ? ", the first of " + String.join(", ", attempt.chain().engines())
                : ", because " + String.join("; ", tried))));
    }
}
