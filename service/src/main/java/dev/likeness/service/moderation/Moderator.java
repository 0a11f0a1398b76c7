package dev.likeness.service.moderation;

import dev.likeness.core.ErrorCode;

/** Passes or refuses what it is shown. Called by several threads at once. */
public interface Moderator {
    /** For the audit trail, without spaces: {@code words}. */
    String name();

    /** Whether it has anything to say here; it is asked only where it has. */
    boolean looksAt(Point point);

    /**
     * @return what it found. It says nothing of the content, because that goes to clients and into the audit trail
     * @throws ModerationTrouble when it cannot tell
     */
    Verdict judge(Point point, Subject subject);

    /** What a moderator found. */
    sealed interface Verdict {
        record Passed() implements Verdict {}

        record Refused(ErrorCode code) implements Verdict {}

        /** The moderator could not be asked and its operator chose to let orders pass then. */
        record NotAsked() implements Verdict {}
    }
}
