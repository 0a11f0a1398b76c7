package dev.likeness.store;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import java.util.List;

/** How far a task is, and what came of it. */
public sealed interface TaskState {
    /** Whether nothing more will come of it. */
    default boolean closed() {
        return switch (this) {
            case InQueue waiting -> false;
            case Generating running -> false;
            case Done done -> true;
            case Expired expired -> true;
            case Failed failed -> true;
            case Cancelled cancelled -> true;
        };
    }

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

    /** The portrait was ready, and is kept no longer. */
    record Expired() implements TaskState {}

    /** There will be no portrait; the money is back. */
    record Failed(ErrorCode code, String message) implements TaskState {}

    /** The client wanted it no longer; the money is back. */
    record Cancelled() implements TaskState {}
}
