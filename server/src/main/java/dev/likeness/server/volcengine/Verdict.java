package dev.likeness.server.volcengine;

/** What became of a step on the way to knowing who signed a request. */
sealed interface Verdict<T> {
    /** It held. */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** It did not; the message says what was wrong and what to do. */
    record Refused<T>(VolcengineError error, String message) implements Verdict<T> {}

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refused(VolcengineError error, String message) {
        return new Refused<>(error, message);
    }
}
