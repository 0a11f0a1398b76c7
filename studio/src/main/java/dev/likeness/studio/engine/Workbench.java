package dev.likeness.studio.engine;

import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException;
import java.util.concurrent.Semaphore;

/**
 * Bounds the pixels that are rendered at the same time, and so the memory: portraits of up to 1,536 x 1,536 are made side
 * by side, larger ones one after the other. Each of them keeps all processors busy, so that hardly any time is lost.
 */
final class Workbench {
    /** Just above one portrait of the largest size, in blocks of 1,024 pixels. */
    private static final int BLOCKS = FrameSize.MAX * FrameSize.MAX / 1024 + 512;

    private final Semaphore free = new Semaphore(BLOCKS, true);

    /** A portrait's place, to be given back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for room, first come first served.
     *
     * @throws PortraitException.Cancelled when the thread is interrupted meanwhile
     */
    Place take(FrameSize size) {
        int blocks = Math.ceilDiv(size.width() * size.height(), 1024);
        try {
            free.acquire(blocks);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        }
        return () -> free.release(blocks);
    }
}
