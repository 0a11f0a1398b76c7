package dev.likeness.relay;

import dev.likeness.core.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waits, looking now and then whether the order is still wanted. */
final class Wait {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Cancellation cancellation;

    Wait(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Waits so long; asks the cancellation at least once. */
    void sleep(Duration time) {
        cancellation.check();
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, STEP.toNanos()));
            cancellation.check();
        }
    }

    /** How long ago that was; not before now, whatever the clocks of two machines say. */
    Duration since(Instant then) {
        Duration gone = Duration.between(then, Instant.now());
        return gone.isNegative() ? Duration.ZERO : gone;
    }
}
