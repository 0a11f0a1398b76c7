package dev.likeness.server;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the parts of a service once, in the reverse order of their opening. If this happens while the service starts,
 * the starting thread is interrupted, and it closes nothing itself.
 */
final class Shutdown implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** How long to wait for an interrupted start to end. */
    private static final Duration START_ENDS_WITHIN = Duration.ofSeconds(45);

    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Thread starter = Thread.currentThread();
    private final Thread hook = new Thread(this::close, "likeness-stop");

    private Shutdown() {}

    /** To be called by the thread that starts the service; from now on the end of the process closes the parts. */
    static Shutdown hooked() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /**
     * Adds a part that was just opened.
     *
     * @throws StoppedWhileStarting when the service is already being stopped
     */
    <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        if (stopping.get()) {
            throw new StoppedWhileStarting();
        }
        return part;
    }

    /** Says that the start has ended, with or without success. */
    void startEnded() {
        started.complete(null);
    }

    /** Completed when everything has been closed. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            stopped.join();
            return;
        }
        try {
            awaitStart();
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (Exception e) {
                    LOG.warn("a part of the service did not stop cleanly", e);
                }
            }
        } finally {
            stopped.complete(null);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending, and this is its hook.
        }
    }

    private void awaitStart() {
        if (started.isDone()) {
            return;
        }
        starter.interrupt();
        try {
            started.get(START_ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the start does not end; what it has opened is closed nevertheless", e);
        }
    }

    private static final class StoppedWhileStarting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedWhileStarting() {
            super("the service was stopped while it started");
        }
    }
}
