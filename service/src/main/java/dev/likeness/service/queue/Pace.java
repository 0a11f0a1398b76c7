package dev.likeness.service.queue;

import java.time.Duration;

/**
 * Concurrency and intervals of a worker.
 *
 * @param threads   portraits rendered at the same time
 * @param poll      interval at which the worker looks for entries that other processes have queued
 * @param heartbeat interval at which a worker marks its entries as alive; after five missed ones another worker takes
 *                  them over
 * @param sweep     interval of the janitor's sweeps
 * @param patience  how long a worker that is being stopped waits for its renderings
 */
public record Pace(int threads, Duration poll, Duration heartbeat, Duration sweep, Duration patience) {
    /** Missed heartbeats after which a worker counts as dead. */
    static final int MISSED = 5;

    /**
     * The default pace with so many threads. A worker is missed five seconds after its death and looked for every two, so
     * its orders are with another one within eight.
     */
    public static Pace ofThreads(int threads, Duration patience) {
        return new Pace(threads, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5), patience);
    }
}
