package dev.likeness.service.tasks;

/** The outcome of a request to cancel a task. */
public enum CancelOutcome {
    /** The task is cancelled and its price refunded. */
    CANCELLED,
    /** The task was already done, failed or cancelled. */
    TOO_LATE,
    /** The account has no such task. */
    UNKNOWN
}
