package dev.likeness.service.tasks;

import dev.likeness.service.ids.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for tasks, in whichever process they are made, on behalf of clients that hold a connection open. Everybody is let
 * go when it is closed, so that a service that is being stopped need not wait for them.
 */
public final class TaskWait implements AutoCloseable {
    private static final int UNREAD = 16;

    private final TaskWatch watch;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    public TaskWait(TaskWatch watch) {
        this.watch = watch;
    }

    /** Waits until every task is closed or gone, the patience is at its end, or this is being stopped. */
    public void closed(Collection<TaskId> tasks, Duration patience) {
        Map<TaskId, CompletableFuture<Void>> ends = new LinkedHashMap<>();
        tasks.forEach(task -> ends.put(task, new CompletableFuture<>()));
        var watchings = ends.entrySet().stream()
                .map(end -> watch.watch(end.getKey(), snapshot -> tell(snapshot, end.getValue()))).toList();
        try {
            CompletableFuture<Void> all = CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new));
            CompletableFuture.anyOf(all, stopping).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Whoever asked looks how far they are.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails these", e);
        } finally {
            watchings.forEach(TaskWatch.Watching::close);
        }
    }

    private static void tell(Optional<Snapshot> snapshot, CompletableFuture<Void> end) {
        if (snapshot.filter(it -> !it.state().closed()).isEmpty()) {
            end.complete(null);
        }
    }

    /** What is seen of one task, to be taken at the reader's own pace; a slow reader misses the oldest. */
    public final class Sight implements AutoCloseable {
        private final BlockingQueue<Optional<Snapshot>> seen = new ArrayBlockingQueue<>(UNREAD);
        private final TaskWatch.Watching watching;

        private Sight(TaskId task) {
            watching = watch.watch(task, snapshot -> {
                while (!seen.offer(snapshot)) {
                    seen.poll();
                }
            });
        }

        /** The next sight of the task; empty after a while without one, or when this is being stopped. */
        public Optional<Optional<Snapshot>> next(Duration patience) {
            try {
                return Optional.ofNullable(seen.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            watching.close();
        }
    }

    public Sight of(TaskId task) {
        return new Sight(task);
    }

    public boolean isStopping() {
        return stopping.isDone() || Thread.currentThread().isInterrupted();
    }

    /** Lets everybody go who waits. */
    @Override
    public void close() {
        stopping.complete(null);
    }
}
