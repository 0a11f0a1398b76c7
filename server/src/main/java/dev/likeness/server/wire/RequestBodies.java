package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON of requests, whatever content type they claim. A body may hold a whole photo in base64, so the bodies
 * that are in memory at one time share a budget; who finds it used up waits, and is sent away in the end.
 */
public final class RequestBodies {
    /** Largest body, bytes: a photo of 20 MB in base64, and room for words. */
    public static final int LARGEST = 28 << 20;

    private static final int UNIT = 1 << 10;
    private static final int PATIENCE_SECONDS = 10;
    /** A body is held as bytes, as text and as a decoded photo. */
    private static final int COPIES = 3;

    private final JsonMapper json = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LARGEST).build()).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private final int units = (int) Math.max(LARGEST / UNIT,
            Runtime.getRuntime().maxMemory() / 2 / COPIES / UNIT);
    private final Semaphore budget = new Semaphore(units, true);

    /** The bytes of a body in memory; their share of the budget is given back when this is closed. */
    public final class Held implements AutoCloseable {
        private final byte[] bytes;
        private final int share;

        private Held(byte[] bytes, int share) {
            this.bytes = bytes;
            this.share = share;
        }

        public byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            budget.release(share);
        }
    }

    /** A body in memory; its share of the budget is given back when this is closed. */
    public final class Body implements AutoCloseable {
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
     * @throws PortraitException.InvalidRequest when the body is too large, no JSON or no JSON object
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
     * The body as it came.
     *
     * @throws PortraitException.InvalidRequest when it is too large
     */
    public Held hold(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        if (announced > LARGEST) {
            throw tooLarge();
        }
        int share = (int) Math.min(units, (announced < 0 ? LARGEST : announced) / UNIT + 1);
        acquire(share);
        try {
            byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            Held held = new Held(bytes, share);
            share = 0;
            return held;
        } catch (IOException e) {
            throw malformed("the body broke off while it was read");
        } finally {
            budget.release(share);
        }
    }

    /** A JSON object within a JSON string. */
    public ObjectNode object(String text) {
        return object(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The JSON object that these bytes are. */
    public ObjectNode object(Held held) {
        return object(held.bytes());
    }

    /** A JSON object in UTF-8. */
    public ObjectNode object(byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw malformed("it is no valid JSON, line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
        throw malformed(bytes.length == 0 ? "it is empty" : "it is JSON, but no object");
    }

    /** One line of JSON. */
    public byte[] write(Object value) {
        return json.writeValueAsBytes(value);
    }

    private void acquire(int share) {
        try {
            if (budget.tryAcquire(share, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PortraitException.Refused(ErrorCode.TOO_BUSY,
                "too many photos are being received at this moment: try again in a few seconds");
    }

    private static PortraitException.InvalidRequest tooLarge() {
        return new PortraitException.InvalidRequest(ErrorCode.REQUEST_TOO_LARGE, "the request has more than "
                + (LARGEST >> 20) + " MB: send a smaller photo (20 MB at most), or its address instead");
    }

    private static PortraitException.InvalidRequest malformed(String why) {
        return new PortraitException.InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                "the JSON cannot be read: " + why + "; send one JSON object in UTF-8");
    }
}
