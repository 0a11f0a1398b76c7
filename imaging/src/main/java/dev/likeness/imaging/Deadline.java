package dev.likeness.imaging;

import dev.likeness.core.PortraitException;
import java.time.Duration;

/** When a decoding has to be over. Whatever takes part in it asks often; an interrupt of its thread ends it as well. */
final class Deadline {
    private final long end;
    private final Duration time;

    Deadline(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * @throws PortraitException.UnusablePhoto when the time is over
     * @throws PortraitException.Cancelled     when the thread is interrupted, which it stays
     */
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PortraitException.Cancelled();
        }
        if (System.nanoTime() - end > 0) {
            throw Bounds.unreadable("it takes longer than " + time.toSeconds() + " s");
        }
    }
}
