package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory for request bodies. It is taken piece by piece as bytes arrive, because announcing a large body costs its
 * sender nothing. No caller gets more than half of it.
 *
 * <p>Bodies that are all half received and wait for each other's memory would be a deadlock. Therefore the oldest body
 * may exceed the total limit, and the oldest body of each caller may exceed the caller's limit, so that one of them can
 * always be completed. The total is exceeded by one body at most.
 */
final class BodyBudget {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final long total;
    private final long each;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    /** Oldest first. */
    private final Set<Share> shares = new LinkedHashSet<>();

    /**
     * @param total    bytes
     * @param patience how long a body waits for others to release memory
     */
    BodyBudget(long total, Duration patience) {
        this.total = total;
        this.each = Math.max(RequestBodies.LARGEST, total / 2);
        this.patience = patience;
    }

    /** Opens an empty share of this caller. */
    Share open(String caller) {
        Share share = new Share(caller);
        lock.lock();
        try {
            shares.add(share);
        } finally {
            lock.unlock();
        }
        return share;
    }

    /** The memory of one body; released when this is closed. */
    final class Share implements AutoCloseable {
        private final String caller;
        private long bytes;

        private Share(String caller) {
            this.caller = caller;
        }

        /**
         * Takes more memory; waits while none is free.
         *
         * @throws PortraitException.LimitReached when none gets free in time
         */
        void take(int more) {
            lock.lock();
            try {
                long left = patience.toNanos();
                while (!fits(this, more)) {
                    if (left <= 0) {
                        throw busy();
                    }
                    left = released.awaitNanos(left);
                }
                bytes += more;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                shares.remove(this);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean fits(Share asking, int more) {
        long all = more;
        long own = more;
        boolean oldest = true;
        boolean oldestOfCaller = true;
        boolean passed = false;
        for (Share share : shares) {
            all += share.bytes;
            passed |= share == asking;
            oldest &= passed;
            if (share.caller.equals(asking.caller)) {
                own += share.bytes;
                oldestOfCaller &= passed;
            }
        }
        return (own <= each || oldestOfCaller) && (all <= total || oldest);
    }

    /** The number of bytes that are taken now. */
    long taken() {
        lock.lock();
        try {
            return shares.stream().mapToLong(share -> share.bytes).sum();
        } finally {
            lock.unlock();
        }
    }

    private static PortraitException busy() {
        return new PortraitException.LimitReached(ErrorCode.TOO_BUSY,
                "too many photos are being received at this moment: try again in " + RETRY_AFTER.toSeconds()
                        + " seconds",
                Optional.of(RETRY_AFTER));
    }
}
