package dev.likeness.service.queue;

import dev.likeness.service.orders.TaskLifecycle;
import java.time.Duration;

/**
 * A kind of queued work that is no portrait. A job is only a name and an id; what it is about is read from the database when
 * it is done, and it may come round again, so doing it twice must do no harm.
 *
 * @param name       for example {@link TaskLifecycle#TASK_CLOSED}
 * @param firstRetry how long after the first failure it is tried again
 * @param growth     by how much longer after each further failure; 1 or more
 * @param mostTries  after so many failures it is given up
 */
public record JobKind(String name, Duration firstRetry, double growth, int mostTries, Handler handler) {
    /** Does one job. */
    @FunctionalInterface
    public interface Handler {
        /**
         * @param tries how often it was tried before
         * @throws RuntimeException when it should be tried again later
         */
        void handle(String id, int tries);
    }
}
