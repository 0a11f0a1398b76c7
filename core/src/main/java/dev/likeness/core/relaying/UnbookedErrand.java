package dev.likeness.core.relaying;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An errand in this process's memory alone, that waits for nobody. */
public final class UnbookedErrand implements Errand {
    private final String name = UUID.randomUUID().toString();
    private Optional<Submission> current = Optional.empty();
    private int number;

    @Override
    public Optional<Submission> underWay() {
        return current;
    }

    @Override
    public Duration turn(Kind kind) {
        return Duration.ZERO;
    }

    @Override
    public Submission begin() {
        number++;
        Submission begun = new Submission(number, number, name + "-" + number, Optional.empty(), Instant.now());
        current = Optional.of(begun);
        return begun;
    }

    @Override
    public Submission accepted(Submission submission, String task) {
        Submission accepted = new Submission(submission.id(), submission.number(), submission.key(), Optional.of(task),
                submission.at());
        current = Optional.of(accepted);
        return accepted;
    }

    @Override
    public void ended(Submission submission, End end) {
        current = Optional.empty();
    }

    @Override
    public Optional<URI> shown(byte[] jpeg) {
        return Optional.empty();
    }
}
