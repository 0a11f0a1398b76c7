package dev.likeness.server.order;

import dev.likeness.store.Books;
import dev.likeness.store.Snapshot;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskState;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for tasks that may be made in any process, by asking the books again and again: soon at first, then seldom. Meant
 * for virtual threads. Ends early when the service is being stopped.
 */
public final class TaskWait implements AutoCloseable {
    private static final Duration SOONEST = Duration.ofMillis(40);
    private static final Duration SELDOMEST = Duration.ofMillis(400);

    private final Books books;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public TaskWait(Books books) {
        this.books = books;
    }

    /**
     * How far the tasks are, once all of them are closed or the patience is at its end.
     *
     * @return without those that do not exist any more
     */
    public Map<TaskId, Snapshot> closed(Collection<TaskId> tasks, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = SOONEST;
        Map<TaskId, Snapshot> snapshots = books.snapshots(tasks);
        while (!snapshots.values().stream().allMatch(TaskWait::isClosed) && System.nanoTime() < end && pause(pause)) {
            pause = longer(pause);
            snapshots = books.snapshots(tasks);
        }
        return snapshots;
    }

    public static boolean isClosed(Snapshot snapshot) {
        return switch (snapshot.state()) {
            case TaskState.InQueue() -> false;
            case TaskState.Generating() -> false;
            case TaskState.Done done -> true;
            case TaskState.Expired() -> true;
            case TaskState.Failed failed -> true;
            case TaskState.Cancelled() -> true;
        };
    }

    /**
     * @return false when it is time to give up waiting, because the service or this thread is being stopped
     */
    public boolean pause(Duration pause) {
        try {
            return !stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The pause after this one. */
    public static Duration longer(Duration pause) {
        Duration longer = pause.plus(pause.dividedBy(4));
        return longer.compareTo(SELDOMEST) > 0 ? SELDOMEST : longer;
    }

    /** Lets everybody go who waits. */
    @Override
    public void close() {
        stopping.countDown();
    }
}
