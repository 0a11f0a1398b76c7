package dev.likeness.service.moderation;

/** A moderator could not tell: it did not answer in time, or with something else than a verdict. */
public final class ModerationTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModerationTrouble(String message) {
        super(message);
    }

    public ModerationTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
