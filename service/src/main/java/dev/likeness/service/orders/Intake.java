package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.pictures.DiskReserve;
import dev.likeness.service.queue.Queue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes no more orders than can be kept: so many may wait, and the disk keeps a reserve. Refuses before the order is looked
 * at, since that is when it costs least. Nodes look for themselves once a second, so a few more than the limit may wait.
 */
public final class Intake {
    /** Orders that wait; each is some 4 kB of database and, with its photo inside, some MB of pictures. */
    public static final int MOST_WAITING = 100_000;

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(20);

    private final Queue queue;
    private final DiskReserve disk;
    private final int most;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile long waiting;
    private volatile long lookedAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    /**
     * @param most orders that may wait
     */
    public Intake(Queue queue, DiskReserve disk, int most) {
        this.queue = queue;
        this.disk = disk;
        this.most = most;
    }

    /**
     * @throws PortraitException.LimitReached when nothing new can be taken at the moment; it says when to come again
     */
    public void check() {
        disk.check();
        if (System.nanoTime() - lookedAt > FRESH.toNanos() && looking.tryLock()) {
            try {
                waiting = queue.waiting(most);
                lookedAt = System.nanoTime();
            } finally {
                looking.unlock();
            }
        }
        if (waiting >= most) {
            throw new PortraitException.LimitReached(ErrorCode.TOO_BUSY,
                    "too many orders wait for the workers of this service: try again in " + RETRY_AFTER.toSeconds()
                            + " seconds",
                    Optional.of(RETRY_AFTER));
        }
    }
}
