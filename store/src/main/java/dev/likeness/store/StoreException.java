package dev.likeness.store;

import dev.likeness.core.PortraitException;
import java.time.Duration;

/** The books or the shelves cannot be reached or used; the message names the cause and the next step. */
public sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The database is out of reach or out of room for the moment: what was asked is not at fault, and may be asked again. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;
        /** By eye: longer than the embedded PostgreSQL takes to come back after it was killed. */
        private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

        private final boolean outcomeKnown;

        private Unavailable(String message, boolean outcomeKnown, Throwable cause) {
            super(message, cause);
            this.outcomeKnown = outcomeKnown;
        }

        static Unavailable nothingWasDone(Throwable cause) {
            return new Unavailable(
                    "the service cannot use its database at the moment: nothing was done, try again in "
                            + RETRY_AFTER.toSeconds() + " seconds",
                    true, cause);
        }

        static Unavailable outcomeUnknown(Throwable cause) {
            return new Unavailable("the service lost its database while it wrote this down, so the outcome is not "
                    + "known: ask again with the same Idempotency-Key, or see the list of your orders before you repeat it",
                    false, cause);
        }

        /** False when what was asked may have been done all the same. */
        public boolean outcomeKnown() {
            return outcomeKnown;
        }

        /** What a client is told. */
        public PortraitException.Unavailable refusal() {
            return new PortraitException.Unavailable(String.valueOf(getMessage()), RETRY_AFTER, this);
        }
    }
}
