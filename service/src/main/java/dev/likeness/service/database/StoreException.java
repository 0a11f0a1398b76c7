package dev.likeness.service.database;

import dev.likeness.core.PortraitException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The database or the object store cannot be reached or used; the message names the cause and the next step. Neither it
 * nor its cause contains a value that a client sent.
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

    /** The database or the object store is unreachable or full at the moment; the request is valid and may be retried. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;
        /** Longer than the embedded PostgreSQL takes to restart after a crash; by eye. */
        private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

        private final boolean outcomeKnown;
        private final Kind kind;

        /** The store that is unavailable. */
        public enum Kind {
            /** PostgreSQL. */
            DATABASE,
            /** The store of photos and portraits. */
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

        /** The store that is unavailable. */
        public Kind kind() {
            return kind;
        }

        /** False when the request may have been carried out nevertheless. */
        public boolean outcomeKnown() {
            return outcomeKnown;
        }

        /** The same, as clients are told. */
        public PortraitException.Unavailable refusal() {
            return new PortraitException.Unavailable(String.valueOf(getMessage()), RETRY_AFTER, this);
        }
    }
}
