package dev.likeness.service.queue;

import java.time.Duration;

/**
 * How a worker works through the queue.
 *
 * @param threads   portraits made at once
 * @param poll      longest a new entry waits unnoticed when another process queued it
 * @param heartbeat how often a worker shows that it lives; four missed ones and its work is given to another
 * @param sweep     how often expired pictures are looked for
 * @param patience  how long a stopping worker lets its renderings go on
 */
public record Pace(int threads, Duration poll, Duration heartbeat, Duration sweep, Duration patience) {
    /** Missed heartbeats after which a worker counts as dead. */
    static final int MISSED = 4;

    /** What suits a service with so many threads. */
    public static Pace ofThreads(int threads) {
        return new Pace(threads, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5),
                Duration.ofSeconds(20));
    }
}
