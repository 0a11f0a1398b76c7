package dev.likeness.server.rest;

import dev.likeness.server.order.TaskWait;
import dev.likeness.server.rest.PortraitBody.NoteBody;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.store.Books;
import dev.likeness.store.Snapshot;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskState;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how a task comes about until it is closed. It looks into the books rather than listens to a worker, so it does
 * not matter in which process the task is made, and a listener who comes back misses nothing that still matters.
 *
 * <p>
 * The id of an event says how far the task is: 0 queued, 1 to 1001 being made (the fraction in thousandths), from
 * {@link #NOTES} on its notes, {@link #END} closed. A task that a second worker begins anew is silent until it is further
 * than it was.
 */
final class EventStream {
    /** Id of the last event of every task. */
    static final long END = 1_000_000;

    private static final long NOTES = 2_000;
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Books books;
    private final TaskWait wait;
    private final Portraits portraits;
    private final RequestBodies json;

    EventStream(Books books, TaskWait wait, Portraits portraits, RequestBodies json) {
        this.books = books;
        this.wait = wait;
        this.portraits = portraits;
        this.json = json;
    }

    /** Returns when the task is closed, the service stops, or after an hour, when the client should come back. */
    void follow(TaskId task, EventWriter out, HttpServletRequest request) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        long beat = System.nanoTime() + BEAT.toNanos();
        boolean open = true;
        while (open && System.nanoTime() < end) {
            open = tell(task, Optional.ofNullable(books.snapshots(List.of(task)).get(task)), out, request);
            if (open && System.nanoTime() > beat) {
                out.beat();
                beat = System.nanoTime() + BEAT.toNanos();
            }
            open = open && wait.pause(PAUSE);
        }
    }

    private boolean tell(TaskId task, Optional<Snapshot> found, EventWriter out, HttpServletRequest request)
            throws IOException {
        if (found.isEmpty()) {
            out.event(END, "gone", json.write(Map.of("id", task.toString())));
            return false;
        }
        Snapshot snapshot = found.get();
        switch (snapshot.state()) {
            case TaskState.InQueue() -> out.event(0, "state", state(task, snapshot));
            case TaskState.Generating() -> {
                out.event(1, "state", state(task, snapshot));
                out.event(1 + Math.round(snapshot.fraction() * 1000), "progress",
                        json.write(Portraits.progress(found)));
            }
            case TaskState.Done done -> {
                long id = NOTES;
                for (NoteBody note : Portraits.notes(done)) {
                    out.event(id++, "note", json.write(note));
                }
                close(task, snapshot, out, request);
            }
            case TaskState.Failed failed -> close(task, snapshot, out, request);
            case TaskState.Cancelled() -> close(task, snapshot, out, request);
            case TaskState.Expired() -> close(task, snapshot, out, request);
        }
        return !TaskWait.isClosed(snapshot);
    }

    private void close(TaskId task, Snapshot snapshot, EventWriter out, HttpServletRequest request)
            throws IOException {
        Object body = books.find(task).<Object>map(view -> portraits.show(view, request))
                .orElseGet(() -> Map.of("id", task.toString()));
        out.event(END, Portraits.status(snapshot.state()), json.write(body));
    }

    private byte[] state(TaskId task, Snapshot snapshot) {
        return json.write(Map.of("id", task.toString(), "status", Portraits.status(snapshot.state())));
    }
}
