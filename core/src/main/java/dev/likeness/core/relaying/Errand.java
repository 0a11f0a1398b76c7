package dev.likeness.core.relaying;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One order on its way to another service and back, as its books have it. What is written here is on the disk when the
 * method returns, and any worker that goes on with the order reads it.
 *
 * <p>
 * A submission is written down <em>before</em> it is sent, and the other service's name for it as soon as that is known.
 * A worker that dies in between leaves a submission without a name: then nobody here can tell whether the other service
 * took the order, and it must not be sent again unless the other service recognizes the repeated {@link Submission#key}.
 */
public interface Errand {
    /**
     * The order as it was sent to the other service.
     *
     * @param id     names it in the books
     * @param number 1 for the first time that this order was sent to this service, 2 for the second
     * @param key    the same for the same submission, however often it is sent; no other has it
     * @param task   the other service's name for it; empty while it has not answered
     * @param at     when it was written down
     */
    record Submission(long id, int number, String key, Optional<String> task, Instant at) {}

    /** How a submission ended. */
    enum End {
        /** The other service made a portrait. */
        DONE,
        /** It did not take the order, or took it and made no portrait. */
        REFUSED,
        /** It did not say whether it took the order. */
        UNSURE,
        /** It took the order and has not come back in time, or has lost it. */
        GIVEN_UP
    }

    /** What a request to the other service is for; each kind has turns of its own. */
    enum Kind {
        SUBMIT, RESULT
    }

    /** Thrown by {@link #begin} while the other service has as many orders as it takes at once. */
    final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoRoom(String message) {
            super(message, null, false, false);
        }
    }

    /** A request that was sent to the other service and has not been answered, until it is closed. */
    interface Call extends AutoCloseable {
        @Override
        void close();
    }

    /** Called when a request is sent, for those who watch how long it takes. */
    default Call calling(Kind kind) {
        return () -> {};
    }

    /** The submission that has not ended; empty when there is none. */
    Optional<Submission> underWay();

    /** Takes the next turn for such a request: how long to wait for it. */
    Duration turn(Kind kind);

    /**
     * Writes down that the order is being sent.
     *
     * @throws NoRoom when the other service has as many orders as it takes at once
     */
    Submission begin();

    /** Writes down the other service's name for it. Tries for a while when that cannot be written. */
    Submission accepted(Submission submission, String task);

    /** Writes down how it ended. */
    void ended(Submission submission, End end);

    /**
     * Shows the photo to the other service.
     *
     * @param jpeg without metadata
     * @return its address, which anybody may open for a while; empty where this installation has no public address
     */
    Optional<URI> shown(byte[] jpeg);
}
