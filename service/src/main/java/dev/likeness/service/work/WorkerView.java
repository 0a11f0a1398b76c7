package dev.likeness.service.work;

import dev.likeness.service.ids.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A worker as whoever administers the service may see it.
 *
 * @param engines what it computes on, by the name of the engine
 * @param places  portraits it makes at once
 * @param making  what it has in hand; of one that is gone, what no other has taken over yet
 * @param gone    whether it disappeared without signing off
 */
public record WorkerView(String id, String host, Instant startedAt, Instant seenAt, Map<String, String> engines,
        int places, List<TaskId> making, boolean gone) {
    public WorkerView {
        engines = Map.copyOf(engines);
        making = List.copyOf(making);
    }

    /** What it does. */
    public enum State {
        WORKING, IDLE, GONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        if (gone) {
            return State.GONE;
        }
        return making.isEmpty() ? State.IDLE : State.WORKING;
    }
}
