package dev.likeness.store;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import java.util.List;

/** How far a task is, and what came of it. */
public sealed interface TaskState {
    /** Waits for a worker. */
    record InQueue() implements TaskState {}

    /** A worker has it. */
    record Generating() implements TaskState {}

    /** The portrait is ready. */
    record Done(ObjectName portrait, List<Note> notes) implements TaskState {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** There will be no portrait; the money is back. */
    record Failed(ErrorCode code, String message) implements TaskState {}

    /** The client wanted it no longer; the money is back. */
    record Cancelled() implements TaskState {}
}
