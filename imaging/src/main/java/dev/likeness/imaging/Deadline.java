package dev.likeness.imaging;

import dev.likeness.core.PortraitException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * When a decoding has to be over. Whatever takes part in it asks often; an interrupt of its thread ends it as well.
 *
 * <p>Where Java can tell (on platform threads), it is the processor's time that counts: on a busy machine an honest
 * photo must not be refused because others were served meanwhile.
 */
final class Deadline {
    /** How many times longer it may take by the clock. */
    private static final int PATIENCE = 4;

    private final long limit;
    private final long start;
    private final long processorStart;

    Deadline(Duration time) {
        this.limit = time.toNanos();
        this.start = System.nanoTime();
        this.processorStart = processorTime(0);
    }

    /**
     * @throws PortraitException.UnusablePhoto when the time is over
     * @throws PortraitException.Cancelled     when the thread is interrupted, which it stays
     */
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PortraitException.Cancelled();
        }
        long passed = System.nanoTime() - start;
        if (passed >= limit && (passed >= limit * PATIENCE || processorTime(passed) - processorStart >= limit)) {
            throw Bounds.unreadable("it takes longer than " + Duration.ofNanos(limit).toSeconds() + " s");
        }
    }

    /** Of this thread, nanoseconds. */
    private static long processorTime(long otherwise) {
        if (Thread.currentThread().isVirtual()
                || !ManagementFactory.getThreadMXBean().isCurrentThreadCpuTimeSupported()) {
            return otherwise;
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
