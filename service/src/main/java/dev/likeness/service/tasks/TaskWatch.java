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
 * Follows tasks for those who want to see them happen, whichever process makes them. One query a tick answers for all
 * that are watched, however many watch; while nobody does there is none.
 */
public final class TaskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);
    private static final Duration TICK = Duration.ofMillis(200);

    private final Function<Collection<TaskId>, Map<TaskId, Snapshot>> snapshots;
    private final Map<TaskId, List<Watcher>> watchers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("task-watch").factory());

    /**
     * @param snapshots how far these tasks are; those that do not exist are left out
     */
    public TaskWatch(Function<Collection<TaskId>, Map<TaskId, Snapshot>> snapshots) {
        this.snapshots = snapshots;
        clock.scheduleWithFixedDelay(this::look, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One who watches; closing it twice does no harm. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private record Watcher(Consumer<Optional<Snapshot>> listener) {}

    /**
     * Tells the listener how the task is, each tick until it is closed or the watching is.
     *
     * @param listener gets empty when the task does not exist or was erased; it must not block, and when it throws it is
     *                 told no more
     */
    public Watching watch(TaskId task, Consumer<Optional<Snapshot>> listener) {
        Watcher watcher = new Watcher(listener);
        watchers.compute(task, (id, list) -> {
            List<Watcher> all = list == null ? new CopyOnWriteArrayList<>() : list;
            all.add(watcher);
            return all;
        });
        return () -> leave(task, watcher);
    }

    private void leave(TaskId task, Watcher watcher) {
        watchers.computeIfPresent(task, (id, list) -> {
            list.removeIf(other -> other == watcher);
            return list.isEmpty() ? null : list;
        });
    }

    private void look() {
        try {
            Set<TaskId> asked = Set.copyOf(watchers.keySet());
            Map<TaskId, Snapshot> found = snapshots.apply(asked);
            for (TaskId task : asked) {
                Optional<Snapshot> snapshot = Optional.ofNullable(found.get(task));
                watchers.getOrDefault(task, List.of()).forEach(watcher -> tell(task, watcher, snapshot));
            }
        } catch (RuntimeException e) {
            LOG.warn("watched tasks cannot be looked at for the moment", e);
        }
    }

    private void tell(TaskId task, Watcher watcher, Optional<Snapshot> snapshot) {
        if (snapshot.filter(it -> !it.state().closed()).isEmpty()) {
            leave(task, watcher);
        }
        try {
            watcher.listener().accept(snapshot);
        } catch (RuntimeException e) {
            LOG.debug("one who watched task {} is gone", task, e);
            leave(task, watcher);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
