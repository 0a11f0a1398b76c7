package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps room on the disk for the portraits that are ordered already, and for the database: once less is free, nothing new
 * is taken, neither orders nor uploads, while what was taken is carried out.
 */
public final class DiskReserve {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final ObjectStore objects;
    private final long reserve;
    private final LongSupplier clock;
    private volatile Seen seen;

    private record Seen(boolean enough, long at) {}

    /**
     * @param reserve bytes that stay free
     */
    public DiskReserve(ObjectStore objects, long reserve) {
        this(objects, reserve, System::nanoTime);
    }

    DiskReserve(ObjectStore objects, long reserve, LongSupplier clock) {
        this.objects = objects;
        this.reserve = reserve;
        this.clock = clock;
        this.seen = new Seen(true, clock.getAsLong() - Duration.ofDays(1).toNanos());
    }

    /** For stores that have no disk here. */
    public static DiskReserve none(ObjectStore objects) {
        return new DiskReserve(objects, 0);
    }

    /**
     * @throws PortraitException.LimitReached when so little is free that nothing new can be taken
     */
    public void check() {
        Seen known = seen;
        if (clock.getAsLong() - known.at() > FRESH.toNanos()) {
            OptionalLong free = objects.free();
            known = new Seen(free.isEmpty() || free.getAsLong() >= reserve, clock.getAsLong());
            seen = known;
        }
        if (!known.enough()) {
            throw new PortraitException.LimitReached(ErrorCode.TOO_BUSY,
                    "the service is short of room for pictures and takes nothing new until some is free: try again in "
                            + RETRY_AFTER.toSeconds() + " seconds",
                    Optional.of(RETRY_AFTER));
        }
    }
}
