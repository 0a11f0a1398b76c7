package dev.likeness.service.tasks;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an engine's progress reports and tells it whether to stop. A thread of its own writes them to the database and
 * polls it a few times a second; the engine's thread never does. So a database that is slow or down neither delays nor
 * fails a rendering, and no database error reaches an engine. Close it when the rendering is over.
 */
public final class RunningAttempt implements Progress, Cancellation, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Tasks tasks;
    private final Attempt attempt;
    private final Cancellation stopping;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Report latest = new Report(0, "");
    private volatile boolean superseded;

    private record Report(double fraction, String stage) {}

    private RunningAttempt(Tasks tasks, Attempt attempt, Cancellation stopping) {
        this.tasks = tasks;
        this.attempt = attempt;
        this.stopping = stopping;
    }

    public static RunningAttempt start(Tasks tasks, Attempt attempt, Cancellation stopping) {
        RunningAttempt running = new RunningAttempt(tasks, attempt, stopping);
        Thread.ofVirtual().name("attempt-" + attempt.task()).start(running::reportUntilClosed);
        return running;
    }

    @Override
    public void report(double fraction, String stage) {
        latest = new Report(Math.clamp(fraction, 0, 1), stage);
    }

    /** Whether the task was cancelled or superseded, or this worker is being stopped. */
    @Override
    public boolean getAsBoolean() {
        return superseded || stopping.getAsBoolean();
    }

    /** Whether the task itself, rather than this worker, is the reason to stop. */
    public boolean superseded() {
        return superseded;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever the store has, the rendering goes on
    private void reportUntilClosed() {
        boolean silent = false;
        try {
            while (!superseded && !over.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    Report now = latest;
                    superseded = !tasks.progress(attempt, now.fraction(), now.stage());
                    silent = false;
                } catch (RuntimeException e) {
                    if (!silent) {
                        LOG.warn("the progress of task {} cannot be written at the moment; rendering goes on",
                                attempt.task(), e);
                    }
                    silent = true;
                }
            }
        } catch (InterruptedException e) {
            // Nothing interrupts this thread. If something did, only the progress reports would stop.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
