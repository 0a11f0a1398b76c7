package dev.likeness.imaging.raster;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An in-memory file as an ImageIO stream. It fails when a decoder keeps reading past the end (some treat missing bytes
 * as zeros and stay busy for minutes) or when the deadline has passed.
 */
public final class StrictInput extends ImageInputStreamImpl {
    /** Decoders may look ahead by a buffer's worth of single bytes. */
    private static final int PATIENCE = 64;
    /** Single bytes between two looks at the clock. */
    private static final int STRIDE = 4096;

    private final byte[] file;
    private final Deadline deadline;
    private int asksBehindTheEnd;
    private int untilCheck = STRIDE;

    public StrictInput(byte[] file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        if (--untilCheck <= 0) {
            untilCheck = STRIDE;
            deadline.check();
        }
        bitOffset = 0;
        if (streamPos >= file.length) {
            return end();
        }
        return file[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
        deadline.check();
        bitOffset = 0;
        if (streamPos >= file.length) {
            return end();
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }

    private int end() throws IOException {
        if (++asksBehindTheEnd > PATIENCE) {
            throw new IOException("the file ends too early");
        }
        return -1;
    }
}
