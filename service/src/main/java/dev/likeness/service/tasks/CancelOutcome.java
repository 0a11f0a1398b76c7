package dev.likeness.service.tasks;

/** What became of the wish to cancel. */
public enum CancelOutcome {
    /** The task is cancelled and its price given back. */
    CANCELLED,
    /** It was done, failed or cancelled before. */
    TOO_LATE,
    /** The account has no such task. */
    UNKNOWN
}
