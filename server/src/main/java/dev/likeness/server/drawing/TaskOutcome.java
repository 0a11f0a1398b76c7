package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import java.util.List;
import java.util.Optional;

/** The state of a task in terms of the clouds' dialects. */
public sealed interface TaskOutcome {
    /** There is no portrait, or not yet. */
    record Waiting(Status status) implements TaskOutcome {}

    /**
     * The task failed.
     *
     * @param upstream what another service that was to make the portrait calls it
     */
    record Failed(ErrorCode code, String message, Optional<String> upstream) implements TaskOutcome {
        public Failed(ErrorCode code, String message) {
            this(code, message, Optional.empty());
        }
    }

    /**
     * The portrait is ready.
     *
     * @param link address of the portrait; empty when the client wants the file itself
     * @param file empty when the client wants the link
     * @param missing what was ordered and the portrait does not show; empty when the order is met in full
     */
    @SuppressWarnings("ArrayRecordComponent") // a file: never compared
    record Ready(Optional<String> link, Optional<byte[]> file, List<Note> notes,
            List<String> missing) implements TaskOutcome {
        public Ready {
            notes = List.copyOf(notes);
            missing = List.copyOf(missing);
        }
    }

    /** The API's names of the states without a portrait. */
    enum Status {
        IN_QUEUE, GENERATING, NOT_FOUND, EXPIRED
    }
}
