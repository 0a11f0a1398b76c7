package dev.likeness.service.tasks;

import dev.likeness.service.ids.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Has the lines of the log that a thread writes name the task that it works for, in the field {@code task}. */
public final class TaskLines {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLines.class);
    private static final String FIELD = "task";

    private TaskLines() {}

    /** From now on, in this thread, until the result is closed. */
    public static MDC.MDCCloseable of(TaskId task) {
        return MDC.putCloseable(FIELD, task.toString());
    }

    /** While this work is done, in whatever thread. */
    public static Runnable during(TaskId task, Runnable work) {
        return () -> {
            try (var _ = of(task)) {
                work.run();
            }
        };
    }

    /** The line that joins the id of a request, where the thread has one, to that of the task that it ordered. */
    public static void ordered(TaskId task) {
        during(task, () -> LOG.debug("task {} was ordered", task)).run();
    }
}
