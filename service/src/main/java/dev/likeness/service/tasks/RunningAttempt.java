package dev.likeness.service.tasks;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives an engine's progress and answers whether it should stop. A thread of this object updates and polls the database a few times a
 * second, never by the engine's: a database that is slow or down neither delays a rendering nor fails it, and no
 * error of the store reaches an engine. Close it when the rendering is over.
 */
public final class RunningAttempt implements Progress, Cancellation, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);
    private static final Duration PACE = Duration.ofMillis(250);

    private final Tasks tasks;
    private final Attempt attempt;
    private final Cancellation stopping;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Reached reached = new Reached(0, "");
    private volatile boolean overtaken;

    private record Reached(double fraction, String stage) {}

    private RunningAttempt(Tasks tasks, Attempt attempt, Cancellation stopping) {
        this.tasks = tasks;
        this.attempt = attempt;
        this.stopping = stopping;
    }

    public static RunningAttempt start(Tasks tasks, Attempt attempt, Cancellation stopping) {
        RunningAttempt running = new RunningAttempt(tasks, attempt, stopping);
        Thread.ofVirtual().name("attempt-" + attempt.task()).start(running::tellUntilOver);
        return running;
    }

    @Override
    public void report(double fraction, String stage) {
        reached = new Reached(Math.clamp(fraction, 0, 1), stage);
    }

    /** Whether the task was cancelled or overtaken, or this worker is being stopped. */
    @Override
    public boolean getAsBoolean() {
        return overtaken || stopping.getAsBoolean();
    }

    /** Whether the task itself, rather than this worker, is the reason to stop. */
    public boolean overtaken() {
        return overtaken;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever the store has, the rendering goes on
    private void tellUntilOver() {
        boolean silent = false;
        try {
            while (!overtaken && !over.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    Reached now = reached;
                    overtaken = !tasks.progress(attempt, now.fraction(), now.stage());
                    silent = false;
                } catch (RuntimeException e) {
                    if (!silent) {
                        LOG.warn("the progress of task {} cannot be written for the moment; it is rendered on",
                                attempt.task(), e);
                    }
                    silent = true;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; a rendering without news still comes to its end.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
