package dev.likeness.service.tasks;

import dev.likeness.service.ids.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies listeners of the progress of tasks, whichever process renders them. One query every {@link #INTERVAL} covers
 * all watched tasks, however many listeners there are; without listeners there is no query.
 */
public final class TaskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Function<Collection<TaskId>, Map<TaskId, Snapshot>> snapshots;
    private final Map<TaskId, List<Watcher>> watchers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService poller = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("task-watch").factory());

    /**
     * @param snapshots reads the progress of these tasks; those that do not exist are left out
     */
    public TaskWatch(Function<Collection<TaskId>, Map<TaskId, Snapshot>> snapshots) {
        this.snapshots = snapshots;
        poller.scheduleWithFixedDelay(this::poll, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A registered listener; closing it twice does no harm. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private record Watcher(Consumer<Optional<Snapshot>> listener) {}

    /**
     * Notifies the listener of the task's progress at every interval, until the task or the returned object is closed.
     *
     * @param listener gets empty when the task does not exist or was erased. It must not block; it is removed when it
     *                 throws
     */
    public Watching watch(TaskId task, Consumer<Optional<Snapshot>> listener) {
        Watcher watcher = new Watcher(listener);
        watchers.compute(task, (id, list) -> {
            List<Watcher> all = list == null ? new CopyOnWriteArrayList<>() : list;
            all.add(watcher);
            return all;
        });
        return () -> remove(task, watcher);
    }

    private void remove(TaskId task, Watcher watcher) {
        watchers.computeIfPresent(task, (id, list) -> {
            list.removeIf(other -> other == watcher);
            return list.isEmpty() ? null : list;
        });
    }

    private void poll() {
        try {
            Set<TaskId> asked = Set.copyOf(watchers.keySet());
            Map<TaskId, Snapshot> found = snapshots.apply(asked);
            for (TaskId task : asked) {
                Optional<Snapshot> snapshot = Optional.ofNullable(found.get(task));
                watchers.getOrDefault(task, List.of()).forEach(watcher -> deliver(task, watcher, snapshot));
            }
        } catch (RuntimeException e) {
            LOG.warn("watched tasks cannot be read at the moment", e);
        }
    }

    private void deliver(TaskId task, Watcher watcher, Optional<Snapshot> snapshot) {
        if (snapshot.filter(it -> !it.state().closed()).isEmpty()) {
            remove(task, watcher);
        }
        try {
            watcher.listener().accept(snapshot);
        } catch (RuntimeException e) {
            LOG.debug("a listener of task {} failed and is removed", task, e);
            remove(task, watcher);
        }
    }

    @Override
    public void close() {
        poller.shutdownNow();
    }
}
