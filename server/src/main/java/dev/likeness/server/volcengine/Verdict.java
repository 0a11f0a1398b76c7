package dev.likeness.server.volcengine;

/** The result of one step of the signature check. */
sealed interface Verdict<T> {
    /** The check passed. */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** The check failed; the message names the cause and the next step. */
    record Refused<T>(VolcengineError error, String message) implements Verdict<T> {}

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refused(VolcengineError error, String message) {
        return new Refused<>(error, message);
    }
}
