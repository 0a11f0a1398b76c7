package dev.likeness.store;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/**
 * The books or the shelves cannot be reached or used; the message names the cause and the next step. Neither it nor its
 * cause repeats a value that a client sent.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Which store it is. */
    public enum Kind {
        /** The database. */
        BOOKS,
        /** The pictures. */
        SHELVES
    }

    StoreException(String message) {
        super(message);
        kind = Kind.BOOKS;
    }

    StoreException(String message, Throwable cause) {
        this(Kind.BOOKS, message, cause);
    }

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A statement failed. */
    static StoreException refused(SQLException cause) {
        SQLException clean = withoutValues(cause);
        return new StoreException("the database refused: " + clean.getMessage(), clean);
    }

    public Kind kind() {
        return kind;
    }

    /**
     * The text of a failed batch holds every value that was bound, customers' words among them, and so may that of a "data
     * exception" (class 22 of SQLSTATE), which quotes the value it could not read.
     */
    private static SQLException withoutValues(SQLException cause) {
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
}
