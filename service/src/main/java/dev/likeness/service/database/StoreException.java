package dev.likeness.service.database;

import dev.likeness.core.PortraitException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The books or the shelves cannot be reached or used; the message names the cause and the next step. Neither it nor its
 * cause repeats a value that a client sent.
 */
public sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The text of a failed batch may hold every value that was bound, customers' words among them, and so may that of a
     * "data exception" (class 22 of SQLSTATE), which quotes the value it could not read.
     */
    static SQLException withoutValues(SQLException cause) {
        if (cause instanceof BatchUpdateException) {
            SQLException next = cause.getNextException();
            return next != null && !(next instanceof BatchUpdateException)
                    ? withoutValues(next)
                    : retold("a batch was aborted", cause);
        }
        String state = String.valueOf(cause.getSQLState());
        return state.startsWith("22") ? retold("a value cannot be stored", cause) : cause;
    }

    private static SQLException retold(String message, SQLException cause) {
        SQLException clean = new SQLException(message + " (SQLSTATE " + cause.getSQLState() + ")",
                cause.getSQLState(), cause.getErrorCode());
        clean.setStackTrace(cause.getStackTrace());
        return clean;
    }

    /** A store is out of reach or out of room for the moment: what was asked is not at fault, and may be asked again. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;
        /** By eye: longer than the embedded PostgreSQL takes to come back after it was killed. */
        private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

        private final boolean outcomeKnown;
        private final Kind kind;

        /** Which store it is. */
        public enum Kind {
            /** The database. */
            DATABASE,
            /** The pictures. */
            OBJECT_STORE
        }

        private Unavailable(Kind kind, String message, boolean outcomeKnown, Throwable cause) {
            super(message, cause);
            this.kind = kind;
            this.outcomeKnown = outcomeKnown;
        }

        static Unavailable nothingWasDone(Throwable cause) {
            return new Unavailable(Kind.DATABASE,
                    "the service cannot use its database at the moment: nothing was done, try again in "
                            + RETRY_AFTER.toSeconds() + " seconds",
                    true, cause);
        }

        static Unavailable outcomeUnknown(Throwable cause) {
            return new Unavailable(Kind.DATABASE,
                    "the service lost its database while it wrote this down, so the outcome is not "
                            + "known: ask again with the same Idempotency-Key, or see the list of your orders before you repeat it",
                    false, cause);
        }

        public static Unavailable objectStore(Throwable cause) {
            return new Unavailable(Kind.OBJECT_STORE,
                    "the service can keep or read no pictures at the moment: nothing was charged, try again in "
                            + RETRY_AFTER.toSeconds() + " seconds",
                    true, cause);
        }

        /** Which store it is. */
        public Kind kind() {
            return kind;
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
