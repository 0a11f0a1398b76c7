package dev.likeness.imaging;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory as ImageIO wants it, which fails for good when a decoder keeps asking for bytes behind its end. The
 * WebP decoder takes those for zeros, and a few bytes of a damaged file would keep it busy for minutes.
 */
final class StrictInput extends ImageInputStreamImpl {
    /** Decoders may look ahead by a buffer's worth of single bytes. */
    private static final int PATIENCE = 64;

    private final byte[] file;
    private int asksBehindTheEnd;

    StrictInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (streamPos >= file.length) {
            return end();
        }
        return file[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
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
