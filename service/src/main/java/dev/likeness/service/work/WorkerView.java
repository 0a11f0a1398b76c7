package dev.likeness.service.work;

import dev.likeness.service.ids.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A worker as the service's administrator sees it.
 *
 * @param engines the device it computes on, by the name of the engine
 * @param places  portraits it renders at the same time
 * @param making  portraits it is rendering now; for a worker that is gone, those that no other has taken over yet
 * @param gone    whether it disappeared without signing off
 */
public record WorkerView(String id, String host, Instant startedAt, Instant seenAt, Map<String, String> engines,
        int places, List<TaskId> making, boolean gone) {
    public WorkerView {
        engines = Map.copyOf(engines);
        making = List.copyOf(making);
    }

    /** The state of a worker. */
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
