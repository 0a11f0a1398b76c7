package dev.likeness.service.tasks;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.Shortfall;
import dev.likeness.core.document.DocumentReport;
import dev.likeness.service.ids.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The state of a task. */
public sealed interface TaskState {
    /** Whether this state is final. */
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

    /** Waiting for a worker. */
    record InQueue() implements TaskState {}

    /** A worker is rendering it. */
    record Generating() implements TaskState {}

    /**
     * The portrait is ready.
     *
     * @param shortfalls what was ordered and it does not show
     * @param report     how it stands to the rules of the document that it was ordered for
     * @param place      where the photo lies in it, if it shows the photo and not a painting of it
     */
    record Done(ObjectName portrait, List<Note> notes, Set<Shortfall> shortfalls, Optional<DocumentReport> report,
            Optional<Photo.Place> place)
            implements
                TaskState {
        public Done {
            notes = List.copyOf(notes);
            shortfalls = Set.copyOf(shortfalls);
        }

        /** A portrait for no document. */
        public Done(ObjectName portrait, List<Note> notes, Set<Shortfall> shortfalls) {
            this(portrait, notes, shortfalls, Optional.empty(), Optional.empty());
        }

        /** A portrait that shows all that was ordered. */
        public Done(ObjectName portrait, List<Note> notes) {
            this(portrait, notes, Set.of());
        }

        /** The shortfalls by their names, sorted; empty when the order is met in full. */
        public List<String> missing() {
            return shortfalls.stream().sorted().map(Shortfall::wireName).toList();
        }
    }

    /** The portrait was ready and has been deleted since, after the storage period. */
    record Expired() implements TaskState {}

    /**
     * There will be no portrait; the price was refunded.
     *
     * @param faces the faces among which the order must choose; empty for other failures
     */
    record Failed(ErrorCode code, String message, List<Photo.Area> faces) implements TaskState {
        public Failed {
            faces = List.copyOf(faces);
        }

        public Failed(ErrorCode code, String message) {
            this(code, message, List.of());
        }
    }

    /** The client cancelled it; the price was refunded. */
    record Cancelled() implements TaskState {}
}
