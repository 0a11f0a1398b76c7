package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Reads a body with a minimum rate, against clients that send a few bytes now and then to hold connections and memory.
 * Only the sender's time counts, not the time that it is made to wait.
 */
final class BodyReader {
    /** Bytes that are read at once, at most. */
    static final int PIECE = 64 << 10;
    private static final int FIRST = 16 << 10;

    private final BodyLimits limits;
    private final LongSupplier clock;

    BodyReader(BodyLimits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * @param clock nanoseconds since any moment
     */
    BodyReader(BodyLimits limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads the whole body.
     *
     * @param most  bytes it may have
     * @param taken called with the size of each piece before it is stored; may refuse it
     * @throws PortraitException when the body is larger, too slow or incomplete
     */
    byte[] read(InputStream in, int most, IntConsumer taken) {
        return read(in, most, OptionalInt.empty(), taken);
    }

    /**
     * As {@link #read(InputStream, int, IntConsumer)}.
     *
     * @param announced bytes that its sender says it has; memory is given as they come, whatever was announced
     */
    byte[] read(InputStream in, int most, OptionalInt announced, IntConsumer taken) {
        int whole = Math.min(announced.orElse(0), most);
        byte[] beyond = new byte[1];
        byte[] body = new byte[Math.min(FIRST, most + 1)];
        int size = 0;
        Pace pace = new Pace();
        try {
            while (true) {
                if (size == whole && size == body.length) {
                    // As long as was announced: its end is seen without growing.
                    if (pace.read(() -> in.read(beyond)) < 0) {
                        return body;
                    }
                    if (size == most) {
                        throw tooLarge(most);
                    }
                    taken.accept(1);
                    body = Arrays.copyOf(body, (int) Math.min(2L * size + 1, most + 1L));
                    body[size++] = beyond[0];
                }
                if (size == body.length) {
                    int grown = (int) Math.min(2L * size, most + 1L);
                    body = Arrays.copyOf(body, size < whole ? Math.min(grown, whole) : grown);
                }
                byte[] room = body;
                int from = size;
                int count = pace.read(() -> in.read(room, from, Math.min(PIECE, room.length - from)));
                if (count < 0) {
                    return size == body.length ? body : Arrays.copyOf(body, size);
                }
                if (size + count > most) {
                    throw tooLarge(most);
                }
                taken.accept(count);
                size += count;
            }
        } catch (SlowException e) {
            throw tooSlow();
        } catch (IOException e) {
            if (timedOut(e)) {
                throw tooSlow();
            }
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "the body broke off while it was read: send it again");
        }
    }

    /**
     * Reads the rest of a refused body, so that its sender receives the answer.
     *
     * @return false when the rest is larger or slower than that
     */
    boolean drain(Source source, long most, Duration longest) {
        Pace pace = new Pace();
        try {
            long left = most;
            while (left >= 0 && pace.nanos < longest.toNanos()) {
                int count = pace.read(source);
                if (count < 0) {
                    return true;
                }
                left -= count;
            }
            return false;
        } catch (SlowException | IOException e) {
            return false;
        }
    }

    private static boolean timedOut(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** A source of pieces of a body. */
    @FunctionalInterface
    interface Source {
        /** The number of bytes read, or -1 at the end. */
        int next() throws IOException;
    }

    private static final class SlowException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final class Pace {
        private long nanos;
        private long bytes;

        int read(Source source) throws IOException, SlowException {
            long before = clock.getAsLong();
            int count = source.next();
            nanos += clock.getAsLong() - before;
            bytes += Math.max(0, count);
            double seconds = (nanos - limits.grace().toNanos()) / 1e9;
            if (count >= 0 && (nanos > limits.longest().toNanos() || bytes < seconds * limits.leastRate())) {
                throw new SlowException();
            }
            return count;
        }
    }

    static InvalidRequest tooLarge(int most) {
        return most < RequestBodies.LARGEST
                ? new InvalidRequest(ErrorCode.REQUEST_TOO_LARGE,
                        "the request has more than " + most + " bytes, which it may only have with a key")
                : new InvalidRequest(ErrorCode.REQUEST_TOO_LARGE, "the request has more than " + (most >> 20)
                        + " MB: send a smaller photo (20 MB at most), or its address instead");
    }

    private InvalidRequest tooSlow() {
        return new InvalidRequest(ErrorCode.REQUEST_TOO_SLOW, "the body came in too slowly: send at least "
                + limits.leastRate() + " bytes a second, without long pauses and within "
                + limits.longest().toSeconds() + " seconds, or a smaller photo");
    }
}
