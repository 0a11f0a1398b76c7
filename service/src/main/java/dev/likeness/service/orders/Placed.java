package dev.likeness.service.orders;

import dev.likeness.service.ids.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a submission.
 *
 * @param tasks    in the order of the submission
 * @param batch    names them together, where they were ordered as a batch
 * @param replayed the same order came before: these are its tasks, nothing new was written
 */
public record Placed(List<TaskId> tasks, Optional<UUID> batch, boolean replayed) {
    public Placed {
        tasks = List.copyOf(tasks);
    }
}
