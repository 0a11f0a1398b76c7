package dev.likeness.studio.plan;

import dev.likeness.core.Note;
import java.util.List;

/**
 * A plan, and what to tell the client about how it came about.
 *
 * @param notes of the kinds {@code UNDERSTOOD} and {@code NOT_UNDERSTOOD}; none for an empty prompt
 */
public record Planned(Plan plan, List<Note> notes) {
    public Planned {
        notes = List.copyOf(notes);
    }
}
