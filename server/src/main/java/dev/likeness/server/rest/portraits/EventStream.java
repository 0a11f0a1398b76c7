package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.likeness.server.rest.portraits.PortraitBody.NoteBody;
import dev.likeness.server.wire.Json;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.tasks.Snapshot;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

/**
 * Streams the progress of a task until it is closed. It follows the table of tasks, not a worker, so it does not matter
 * which process renders the task, and a client that reconnects gets the current state.
 *
 * <p>The id of an event is the task's progress: 0 queued, 1 to 1001 being rendered (the fraction in thousandths), from
 * {@link #NOTES} on its notes, {@link #END} closed. If a second worker starts the task anew, there are no events until
 * it is further than before. The number of tasks ahead in the queue comes in events without an id, because it is not
 * progress of the task.
 */
public final class EventStream {
    /** Id of the last event of every task. */
    static final long END = 1_000_000;

    private static final long NOTES = 2_000;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TaskLifecycle lifecycle;
    private final TaskWait wait;
    private final PortraitBodies portraits;

    private record Waiting(String id, String status, int ahead) {}

    private record Moved(int ahead) {}

    private record Begun(String id, String status) {}

    public EventStream(TaskLifecycle lifecycle, TaskWait wait, PortraitBodies portraits) {
        this.lifecycle = lifecycle;
        this.wait = wait;
        this.portraits = portraits;
    }

    /** Returns when the task is closed, when the service stops, or after an hour; then the client should reconnect. */
    void follow(TaskId task, EventWriter out, PortraitBodies.Linking linking) throws IOException {
        Follower telling = new Follower(task, out, linking);
        long end = System.nanoTime() + LONGEST.toNanos();
        long beat = System.nanoTime() + KEEP_ALIVE.toNanos();
        try (TaskWait.Updates updates = wait.updates(task)) {
            boolean open = telling.tell(Optional.ofNullable(lifecycle.snapshots(List.of(task)).get(task)));
            while (open && !wait.isStopping() && System.nanoTime() < end) {
                Optional<Optional<Snapshot>> seen = updates.next(POLL_INTERVAL);
                if (seen.isPresent()) {
                    open = telling.tell(seen.get());
                }
                if (System.nanoTime() > beat) {
                    out.keepAlive();
                    beat = System.nanoTime() + KEEP_ALIVE.toNanos();
                }
            }
        }
    }

    /** One portrait of several that are followed, while it is open. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Moving(String id, String status, Optional<Integer> ahead, PortraitBody.ProgressBody progress) {}

    /**
     * Tells of each task where it stands and whenever that changes; a closed one is told with the whole portrait. Returns
     * when all are closed, when the service stops, or after an hour.
     */
    void follow(Collection<TaskId> tasks, EventWriter out, PortraitBodies.Linking linking) throws IOException {
        Set<TaskId> open = new LinkedHashSet<>(tasks);
        long end = System.nanoTime() + LONGEST.toNanos();
        long beat = System.nanoTime() + KEEP_ALIVE.toNanos();
        try (TaskWait.ManyUpdates updates = wait.updates(tasks)) {
            Map<TaskId, Snapshot> now = lifecycle.snapshots(List.copyOf(tasks));
            for (TaskId task : tasks) {
                tell(task, Optional.ofNullable(now.get(task)), open, out, linking);
            }
            while (!open.isEmpty() && !wait.isStopping() && System.nanoTime() < end) {
                Optional<Map.Entry<TaskId, Optional<Snapshot>>> moved = updates.next(POLL_INTERVAL);
                if (moved.isPresent() && open.contains(moved.get().getKey())) {
                    tell(moved.get().getKey(), moved.get().getValue(), open, out, linking);
                }
                if (System.nanoTime() > beat) {
                    out.keepAlive();
                    beat = System.nanoTime() + KEEP_ALIVE.toNanos();
                }
            }
        }
    }

    private void tell(TaskId task, Optional<Snapshot> found, Set<TaskId> open, EventWriter out,
            PortraitBodies.Linking linking) throws IOException {
        boolean closed = found.isEmpty() || found.get().state().closed();
        Object body = closed
                ? lifecycle.find(task).<Object>map(view -> portraits.show(view, linking))
                        .orElseGet(() -> Map.of("id", task.toString(), "status", "gone"))
                : moving(task, found.orElseThrow());
        out.transientEvent("portrait", Json.write(body));
        if (closed) {
            open.remove(task);
        }
    }

    private Moving moving(TaskId task, Snapshot snapshot) {
        return new Moving(task.toString(), PortraitBodies.status(snapshot.state()),
                snapshot.state() instanceof TaskState.InQueue ? Optional.of(portraits.ahead(task)) : Optional.empty(),
                PortraitBodies.progress(Optional.of(snapshot)));
    }

    /** One client that follows one task. */
    private final class Follower {
        private final TaskId task;
        private final EventWriter out;
        private final PortraitBodies.Linking linking;
        private int ahead = -1;

        Follower(TaskId task, EventWriter out, PortraitBodies.Linking linking) {
            this.task = task;
            this.out = out;
            this.linking = linking;
        }

        /** Whether more events will follow. */
        boolean tell(Optional<Snapshot> found) throws IOException {
            if (found.isEmpty()) {
                out.event(END, "gone", Json.write(Map.of("id", task.toString())));
                return false;
            }
            Snapshot snapshot = found.get();
            switch (snapshot.state()) {
                case TaskState.InQueue() -> waiting(portraits.ahead(task));
                case TaskState.Generating() -> {
                    out.event(1, "state", Json.write(new Begun(task.toString(), "generating")));
                    out.event(1 + Math.round(snapshot.fraction() * 1000), "progress",
                            Json.write(PortraitBodies.progress(found)));
                }
                case TaskState.Done done -> {
                    long id = NOTES;
                    for (NoteBody note : PortraitBodies.notes(done)) {
                        out.event(id++, "note", Json.write(note));
                    }
                    close(snapshot);
                }
                case TaskState.Failed failed -> close(snapshot);
                case TaskState.Cancelled() -> close(snapshot);
                case TaskState.Expired() -> close(snapshot);
            }
            return !snapshot.state().closed();
        }

        private void close(Snapshot snapshot) throws IOException {
            Object body = lifecycle.find(task).<Object>map(view -> portraits.show(view, linking))
                    .orElseGet(() -> Map.of("id", task.toString()));
            out.event(END, PortraitBodies.status(snapshot.state()), Json.write(body));
        }

        private void waiting(int now) throws IOException {
            byte[] state = Json.write(new Waiting(task.toString(), "in_queue", now));
            if (!out.event(0, "state", state) && now != ahead) {
                out.transientEvent("queue", Json.write(new Moved(now)));
            }
            ahead = now;
        }
    }
}
