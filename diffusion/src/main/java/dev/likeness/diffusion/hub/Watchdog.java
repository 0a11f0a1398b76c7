package dev.likeness.diffusion.hub;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a connection that has stalled, on which a read would wait for ever. */
final class Watchdog implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long last = System.nanoTime();
    private volatile boolean fired;

    Watchdog(Closeable connection, Duration patience) {
        Thread.ofVirtual().start(() -> watch(connection, patience.toNanos()));
    }

    private void watch(Closeable connection, long patience) {
        try {
            long rest = patience;
            while (!over.await(rest, TimeUnit.NANOSECONDS)) {
                rest = patience - (System.nanoTime() - last);
                if (rest <= 0) {
                    fired = true;
                    connection.close();
                    return;
                }
            }
        } catch (InterruptedException | IOException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Data was received: restarts the time. */
    void restart() {
        last = System.nanoTime();
    }

    boolean hasFired() {
        return fired;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
