package dev.likeness.server.openai;

import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server-sent events of one answer. Nothing is written before the first event, so that until then the answer can
 * still become an error with its own status. Nothing more is written once the client has disconnected.
 */
final class ImageEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ImageEvents.class);

    private final HttpServletResponse response;
    private final String family;
    private boolean begun;
    private boolean gone;

    ImageEvents(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        this.family = request.getRequestURI().endsWith("edits") ? "image_edit" : "image_generation";
    }

    /** Whether the status has been sent. */
    boolean begun() {
        return begun;
    }

    /** Whether the client has disconnected. */
    boolean gone() {
        return gone;
    }

    /** {@code partial_image} or {@code completed}, with what both kinds of events tell. */
    void image(String stage, String base64, ResponseOptions form, String size, Map<String, Object> more) {
        String type = family + "." + stage;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("b64_json", base64);
        event.put("created_at", Instant.now().getEpochSecond());
        event.put("size", size);
        event.put("quality", ResponseOptions.QUALITY);
        event.put("background", form.background());
        event.put("output_format", form.format().kind().wireName());
        event.putAll(more);
        event(type, event);
    }

    /** The last event of an answer that failed. */
    void error(PortraitException refusal) {
        event("error",
                OpenAiError.of(refusal.code()).body(refusal.getMessage(), Optional.empty(), refusal.code()));
    }

    /** Writes a comment, so that proxies do not time out. */
    void keepAlive() {
        write(":\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private void event(String name, Map<String, Object> data) {
        write(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8), Json.write(data),
                "\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[]... parts) {
        if (gone) {
            return;
        }
        if (!begun) {
            begun = true;
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            // Tells proxies not to buffer the answer.
            response.setHeader("X-Accel-Buffering", "no");
        }
        try {
            for (byte[] part : parts) {
                response.getOutputStream().write(part);
            }
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("the client has disconnected", e);
            gone = true;
        }
    }
}
