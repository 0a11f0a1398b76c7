package dev.likeness.studio.engine;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds the pixels that are rendered at the same time, and so the memory: portraits of up to 1,536 x 1,536 are made side
 * by side, larger ones one after the other. Each of them keeps all processors busy, so that hardly any time is lost.
 */
final class RenderLimit {
    /** Just above one portrait of the largest size, in blocks of 1,024 pixels. */
    private static final int BLOCKS = FrameSize.MAX * FrameSize.MAX / 1024 + 512;

    /** How often a waiting order looks whether it is cancelled, milliseconds. */
    private static final long PATIENCE = 100;

    private final Deque<Object> line = new ArrayDeque<>();
    private int free = BLOCKS;

    /** A portrait's place, to be given back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for room, first come first served.
     *
     * @throws PortraitException.Cancelled when the order is cancelled or the thread interrupted meanwhile
     */
    Place take(FrameSize size, Cancellation cancellation) {
        int blocks = Math.ceilDiv(size.width() * size.height(), 1024);
        try {
            await(blocks, cancellation);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PortraitException.Cancelled();
        }
        return () -> release(blocks);
    }

    private synchronized void await(int blocks, Cancellation cancellation) throws InterruptedException {
        Object ticket = new Object();
        line.add(ticket);
        try {
            while (line.peekFirst() != ticket || free < blocks) {
                wait(PATIENCE);
                cancellation.check();
            }
            free -= blocks;
        } finally {
            line.remove(ticket);
            notifyAll();
        }
    }

    private synchronized void release(int blocks) {
        free += blocks;
        notifyAll();
    }
}
