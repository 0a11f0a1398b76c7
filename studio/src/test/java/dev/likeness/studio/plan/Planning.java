package dev.likeness.studio.plan;

import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.util.stream.Collectors;

/** What tests of the planner order, and how they read what it says. */
final class Planning {
    private Planning() {}

    static PortraitRequest order(String prompt, GenMode mode) {
        return new PortraitRequest(prompt, FrameSize.DEFAULT, Retouch.DEFAULT, mode, new Seed(1));
    }

    static Planned planned(String prompt, GenMode mode) {
        return Planner.plan(order(prompt, mode));
    }

    /** All notes of a kind in a line. */
    static String text(Planned planned, Note.Kind kind) {
        return planned.notes().stream().filter(note -> note.kind() == kind).map(Note::text)
                .collect(Collectors.joining(" / "));
    }
}
