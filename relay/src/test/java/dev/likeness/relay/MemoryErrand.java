package dev.likeness.relay;

import dev.likeness.core.relaying.Errand;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The books of one order, and what happened in their order. */
final class MemoryErrand implements Errand {
    final List<String> written = new ArrayList<>();
    Optional<Submission> current = Optional.empty();
    Optional<URI> shown = Optional.empty();
    boolean full;
    private int number;

    /** As a worker left it that had handed the order in so long ago. */
    static MemoryErrand left(Optional<String> task, Duration ago) {
        MemoryErrand errand = new MemoryErrand();
        errand.number = 1;
        errand.current = Optional.of(new Submission(1, 1, "key-1", task, Instant.now().minus(ago)));
        return errand;
    }

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
        if (full) {
            throw new NoRoom("full");
        }
        number++;
        written.add("begin " + number);
        Submission begun = new Submission(number, number, "key-" + number, Optional.empty(), Instant.now());
        current = Optional.of(begun);
        return begun;
    }

    @Override
    public Submission accepted(Submission submission, String task) {
        written.add("accepted " + submission.number() + " " + task);
        Submission accepted = new Submission(submission.id(), submission.number(), submission.key(), Optional.of(task),
                submission.at());
        current = Optional.of(accepted);
        return accepted;
    }

    @Override
    public void ended(Submission submission, End end) {
        written.add(end + " " + submission.number());
        current = Optional.empty();
    }

    @Override
    public Optional<URI> shown(byte[] jpeg) {
        return shown;
    }
}
