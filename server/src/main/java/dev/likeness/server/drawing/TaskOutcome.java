package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import java.util.List;
import java.util.Optional;

/** What a client is told about a task. */
public sealed interface TaskOutcome {
    /** There is no portrait, at least not now. */
    record Waiting(Status status) implements TaskOutcome {}

    /** There will be none. */
    record Failed(ErrorCode code, String message) implements TaskOutcome {}

    /**
     * Here it is.
     *
     * @param link where it can be fetched; empty when the client wants the file itself
     * @param file empty when the client wants the link
     * @param missing what was ordered and it does not show; empty when the order is met in full
     */
    @SuppressWarnings("ArrayRecordComponent") // a file: never compared
    record Ready(Optional<String> link, Optional<byte[]> file, List<Note> notes,
            List<String> missing) implements TaskOutcome {
        public Ready {
            notes = List.copyOf(notes);
            missing = List.copyOf(missing);
        }
    }

    /** The words of the API for tasks without a portrait. */
    enum Status {
        IN_QUEUE, GENERATING, NOT_FOUND, EXPIRED
    }
}
