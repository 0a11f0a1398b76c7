package dev.likeness.service.orders;

import dev.likeness.service.ids.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tasks of an accepted submission.
 *
 * @param tasks    in the order of the submission
 * @param batch    the batch's id, if they were ordered as a batch
 * @param replayed true when the request repeats an earlier one: these are its tasks, and nothing new was written
 */
public record Placed(List<TaskId> tasks, Optional<UUID> batch, boolean replayed) {
    public Placed {
        tasks = List.copyOf(tasks);
    }
}
