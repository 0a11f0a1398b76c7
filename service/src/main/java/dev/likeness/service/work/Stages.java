package dev.likeness.service.work;

import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.traces.Piece;
import dev.likeness.service.traces.Traces;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells those who watch, by numbers and by traces, how long attempts and their stages take. */
record Stages(WorkMeter meter) {
    /** The whole attempt, which is part of what its order is part of. */
    void attempt(Attempt attempt, Runnable work) {
        try (Piece piece = Traces.attempt("attempt", attempt.trace()).with("likeness.task", attempt.task().toString())
                .with("likeness.engine", attempt.engine()).with("likeness.attempt", attempt.number())) {
            try {
                work.run();
            } catch (Queue.Later later) {
                piece.with("likeness.outcome", "later");
                throw later;
            } catch (RuntimeException | Error fault) {
                piece.failed(fault.getClass().getSimpleName());
                throw fault;
            }
        }
    }

    /** The attempt has closed its task as failed. */
    void failed(Attempt attempt, String code) {
        meter.closed(attempt.engine(), code);
        Traces.failed(code);
    }

    <T> T timed(Attempt attempt, WorkMeter.Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try (var _ = Traces.piece(stage.name().toLowerCase(Locale.ROOT))) {
            return work.get();
        } finally {
            meter.stage(attempt.engine(), stage, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
