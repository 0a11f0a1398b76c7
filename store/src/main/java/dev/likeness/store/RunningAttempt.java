package dev.likeness.store;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import java.time.Duration;

/**
 * What an engine hears and is asked while it renders: its progress goes where every process can see it, and it learns
 * from there when the task was cancelled or given to another worker. At most a few small statements a second.
 */
public final class RunningAttempt implements Progress, Cancellation {
    private static final Duration PACE = Duration.ofMillis(250);

    private final Tasks tasks;
    private final Attempt attempt;
    private final Cancellation stopping;
    private double fraction;
    private String stage = "";
    private boolean overtaken;
    private long next = System.nanoTime() + PACE.toNanos();

    RunningAttempt(Tasks tasks, Attempt attempt, Cancellation stopping) {
        this.tasks = tasks;
        this.attempt = attempt;
        this.stopping = stopping;
    }

    @Override
    public synchronized void report(double reached, String now) {
        fraction = Math.clamp(reached, 0, 1);
        stage = now;
        tell();
    }

    /** Whether the task was cancelled or overtaken, or this worker is being stopped. */
    @Override
    public synchronized boolean getAsBoolean() {
        tell();
        return overtaken || stopping.getAsBoolean();
    }

    /** Whether the task itself, rather than this worker, is the reason to stop. */
    public synchronized boolean overtaken() {
        return overtaken;
    }

    private void tell() {
        long time = System.nanoTime();
        // An interrupted thread cannot reach the database; it is about to stop anyway.
        if (overtaken || time - next < 0 || Thread.currentThread().isInterrupted()) {
            return;
        }
        next = time + PACE.toNanos();
        overtaken = !tasks.progress(attempt, fraction, stage);
    }
}
