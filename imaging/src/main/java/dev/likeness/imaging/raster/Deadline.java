package dev.likeness.imaging.raster;

import dev.likeness.core.PortraitException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The time by which a decoding must be finished. Every part of the decoding checks it often; an interrupt of the thread
 * ends the decoding as well.
 *
 * <p>On platform threads CPU time counts rather than wall-clock time: on a busy machine a legitimate photo must not be
 * refused because other requests took the processor.
 */
public final class Deadline {
    /** Wall-clock time may exceed the limit by this factor. */
    private static final int PATIENCE = 4;

    private final long limit;
    private final long start;
    private final long processorStart;

    public Deadline(Duration time) {
        this.limit = time.toNanos();
        this.start = System.nanoTime();
        this.processorStart = processorTime(0);
    }

    /**
     * @throws PortraitException.UnusablePhoto when the time is over
     * @throws PortraitException.Cancelled     when the thread is interrupted, which it stays
     */
    public void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PortraitException.Cancelled();
        }
        long passed = System.nanoTime() - start;
        if (passed >= limit && (passed >= limit * PATIENCE || processorTime(passed) - processorStart >= limit)) {
            throw PhotoLimits.unreadable("it takes longer than " + Duration.ofNanos(limit).toSeconds() + " s");
        }
    }

    /** Whether even the patience is over: what other threads and processes do for this one must end then. */
    public boolean isLongOver() {
        return System.nanoTime() - start >= limit * PATIENCE;
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
