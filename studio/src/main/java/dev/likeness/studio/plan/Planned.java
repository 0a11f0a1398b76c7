package dev.likeness.studio.plan;

import dev.likeness.core.Note;
import java.util.List;

/**
 * A plan, and what to tell the client about how it came about.
 *
 * @param notes  of the kinds {@code UNDERSTOOD} and {@code NOT_UNDERSTOOD}; none for an empty prompt
 * @param framed whether the order asks for a framing, and does not take the usual one
 */
public record Planned(Plan plan, List<Note> notes, boolean framed) {
    public Planned {
        notes = List.copyOf(notes);
    }
}
