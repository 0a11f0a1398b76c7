package dev.likeness.service.queue;

import java.time.Duration;

/**
 * Concurrency and intervals of a worker.
 *
 * @param threads   portraits rendered at the same time
 * @param poll      interval at which the worker looks for entries that other processes have queued
 * @param heartbeat interval at which a worker marks its entries as alive; after four missed ones another worker takes
 *                  them over
 * @param sweep     interval of the janitor's sweeps
 * @param patience  how long a worker that is being stopped waits for its renderings
 */
public record Pace(int threads, Duration poll, Duration heartbeat, Duration sweep, Duration patience) {
    /** Missed heartbeats after which a worker counts as dead. */
    static final int MISSED = 4;

    /** The default pace with so many threads. */
    public static Pace ofThreads(int threads) {
        return new Pace(threads, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5),
                Duration.ofSeconds(20));
    }
}
