package dev.likeness.service.queue;

import dev.likeness.service.orders.TaskLifecycle;
import java.time.Duration;

/**
 * A kind of queued work other than portraits. A job is only a name and an id; its handler reads everything else from
 * the database. A job may run again, so running it twice must do no harm.
 *
 * @param name       for example {@link TaskLifecycle#TASK_CLOSED}
 * @param firstRetry delay of the first retry
 * @param growth     factor by which the delay grows with each further retry; 1 or more
 * @param mostTries  number of failures after which the job is dropped
 */
public record JobKind(String name, Duration firstRetry, double growth, int mostTries, Handler handler) {
    /** Does one job. */
    @FunctionalInterface
    public interface Handler {
        /**
         * @param tries number of earlier tries
         * @throws RuntimeException when the job should be retried
         */
        void handle(String id, int tries);
    }
}
