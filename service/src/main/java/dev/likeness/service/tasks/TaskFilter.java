package dev.likeness.service.tasks;

import dev.likeness.service.database.Page;
import dev.likeness.service.ids.TaskId;
import java.util.Optional;
import java.util.UUID;

/**
 * Which tasks of an account to list, newest first.
 *
 * @param before only tasks older than this one: the {@code next} of the previous page
 * @param batch  only tasks of this batch
 * @param limit  1 to {@link Page#LONGEST}
 */
public record TaskFilter(Optional<TaskId> before, Optional<UUID> batch, int limit) {
    public TaskFilter {
        Page.checked(limit);
    }

    /** The newest. */
    public static TaskFilter newest(int limit) {
        return new TaskFilter(Optional.empty(), Optional.empty(), limit);
    }
}
