package dev.likeness.store;

/** The books or the shelves cannot be reached or used; the message names the cause and the next step. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
