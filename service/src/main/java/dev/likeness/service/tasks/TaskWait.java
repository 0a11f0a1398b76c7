package dev.likeness.service.tasks;

import dev.likeness.service.ids.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for tasks on behalf of clients that hold a connection open, whichever process renders the tasks. Closing it
 * ends all waits, so that a service that is being stopped need not wait for clients.
 */
public final class TaskWait implements AutoCloseable {
    private static final int MOST_UNREAD = 16;

    private final TaskWatch watch;
    private final CompletableFuture<Void> stopping = new CompletableFuture<>();

    public TaskWait(TaskWatch watch) {
        this.watch = watch;
    }

    /** Waits until every task is closed or erased, the time is over, or the service is being stopped. */
    public void closed(Collection<TaskId> tasks, Duration patience) {
        Map<TaskId, CompletableFuture<Void>> ends = new LinkedHashMap<>();
        tasks.forEach(task -> ends.put(task, new CompletableFuture<>()));
        var watchings = ends.entrySet().stream()
                .map(end -> watch.watch(end.getKey(), snapshot -> endIfClosed(snapshot, end.getValue()))).toList();
        try {
            CompletableFuture<Void> all = CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new));
            CompletableFuture.anyOf(all, stopping).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The caller reads the states itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("these futures never fail", e);
        } finally {
            watchings.forEach(TaskWatch.Watching::close);
        }
    }

    private static void endIfClosed(Optional<Snapshot> snapshot, CompletableFuture<Void> end) {
        if (snapshot.filter(it -> !it.state().closed()).isEmpty()) {
            end.complete(null);
        }
    }

    /** The updates of one task, read at the client's pace; when they are read too slowly, the oldest are dropped. */
    public final class Updates implements AutoCloseable {
        private final BlockingQueue<Optional<Snapshot>> unread = new ArrayBlockingQueue<>(MOST_UNREAD);
        private final TaskWatch.Watching watching;

        private Updates(TaskId task) {
            watching = watch.watch(task, snapshot -> {
                while (!unread.offer(snapshot)) {
                    unread.poll();
                }
            });
        }

        /** The next update of the task, with an empty snapshot if the task is gone; empty when none came in time. */
        public Optional<Optional<Snapshot>> next(Duration patience) {
            try {
                return Optional.ofNullable(unread.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
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

    /** The updates of several tasks; of each, only the newest that was not read is kept. */
    public final class ManyUpdates implements AutoCloseable {
        private final Map<TaskId, Optional<Snapshot>> newest = new ConcurrentHashMap<>();
        private final BlockingQueue<TaskId> unread = new LinkedBlockingQueue<>();
        private final List<TaskWatch.Watching> watchings;

        private ManyUpdates(Collection<TaskId> tasks) {
            watchings = tasks.stream().map(task -> watch.watch(task, snapshot -> {
                if (newest.put(task, snapshot) == null) {
                    unread.add(task);
                }
            })).toList();
        }

        /** The next task that moved, with an empty snapshot if it is gone; empty when none did in time. */
        public Optional<Map.Entry<TaskId, Optional<Snapshot>>> next(Duration patience) {
            try {
                @Nullable
                TaskId task = unread.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                return Optional.ofNullable(task).flatMap(
                        moved -> Optional.ofNullable(newest.remove(moved)).map(seen -> Map.entry(moved, seen)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            watchings.forEach(TaskWatch.Watching::close);
        }
    }

    public ManyUpdates updates(Collection<TaskId> tasks) {
        return new ManyUpdates(tasks);
    }

    public Updates updates(TaskId task) {
        return new Updates(task);
    }

    public boolean isStopping() {
        return stopping.isDone() || Thread.currentThread().isInterrupted();
    }

    /** Ends all waits. */
    @Override
    public void close() {
        stopping.complete(null);
    }
}
