package dev.likeness.server.wire;

import dev.likeness.core.PortraitException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the bodies of requests, whatever their content type, plain or as gzip. A body may hold a whole photo in base64,
 * so all bodies in memory share a {@link BodyBudget budget}; when it is used up, requests wait and are refused in the
 * end. A request without an authenticated caller ({@link KnownCaller}) may have {@link #SMALL} bytes, which do not
 * count.
 */
public final class RequestBodies {
    /** Largest body, bytes: a photo of 20 MB in base64, and room for other fields. */
    public static final int LARGEST = 28 << 20;
    /** Largest body of a request without a key, bytes. */
    public static final int SMALL = 4 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BodyReader reader;
    private final BodyBudget budget;

    public RequestBodies(BodyLimits limits) {
        this.reader = new BodyReader(limits);
        this.budget = new BodyBudget(limits.memory(), PATIENCE);
    }

    /** The bytes of a body in memory; closing it releases their share of the budget. */
    public static final class Held implements AutoCloseable {
        private final byte[] bytes;
        private final byte[] sent;
        private final Optional<BodyBudget.Share> share;

        private Held(byte[] bytes, byte[] sent, Optional<BodyBudget.Share> share) {
            this.bytes = bytes;
            this.sent = sent;
            this.share = share;
        }

        /** Decompressed. */
        public byte[] bytes() {
            return bytes;
        }

        /** As received, which is what a signature covers. */
        public byte[] sent() {
            return sent;
        }

        @Override
        public void close() {
            share.ifPresent(BodyBudget.Share::close);
        }
    }

    /** A parsed body in memory; closing it releases its share of the budget. */
    public static final class Body implements AutoCloseable {
        private final ObjectNode object;
        private final Held held;

        private Body(ObjectNode object, Held held) {
            this.object = object;
            this.held = held;
        }

        public ObjectNode object() {
            return object;
        }

        @Override
        public void close() {
            held.close();
        }
    }

    /**
     * @throws PortraitException when the body is too large, too slow or not a JSON object
     */
    public Body read(HttpServletRequest request) {
        Held held = hold(request);
        try {
            return new Body(object(held.bytes()), held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /**
     * Reads a body of any kind.
     *
     * @throws PortraitException when it is too large, too slow or incomplete
     */
    public Held hold(HttpServletRequest request) {
        Optional<BodyBudget.Share> share = KnownCaller.of(request).map(budget::open);
        try {
            int most = share.isPresent() ? LARGEST : SMALL;
            if (request.getContentLengthLong() > most) {
                throw BodyReader.tooLarge(most);
            }
            IntConsumer taken = bytes -> share.ifPresent(it -> it.take(bytes));
            byte[] sent = reader.read(input(request), most, announced(request), taken);
            byte[] bytes = ContentCoding.unpacked(sent,
                    Optional.ofNullable(request.getHeader("Content-Encoding")).orElse(""), most, taken);
            return new Held(bytes, sent, share);
        } catch (RuntimeException e) {
            share.ifPresent(BodyBudget.Share::close);
            UnreadBodies.allowOwnAnswer(request);
            throw e;
        }
    }

    private static OptionalInt announced(HttpServletRequest request) {
        int length = request.getContentLength();
        return length < 0 ? OptionalInt.empty() : OptionalInt.of(length);
    }

    private static InputStream input(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw new IllegalStateException("the body cannot be opened", e);
        }
    }

    /** A JSON object within a JSON string. */
    public ObjectNode object(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON object in these bytes. */
    public ObjectNode object(Held held) {
        return object(held.bytes());
    }

    /** A JSON object in UTF-8. */
    public ObjectNode object(byte[] bytes) {
        return Json.object(bytes);
    }
}
