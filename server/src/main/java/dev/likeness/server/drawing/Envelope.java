package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Volcengine's envelope for the answers of a service; 302.ai passes it on. */
public final class Envelope {
    public ResponseEntity<byte[]> success(Exchange exchange, Map<String, ?> data) {
        // Clients compare this text.
        return json(200, envelope(exchange, ServiceCode.SUCCESS, Optional.of(data), "Success"));
    }

    public ResponseEntity<byte[]> failure(Exchange exchange, ErrorCode error, String message) {
        return failure(exchange, error, ServiceCode.of(error), message);
    }

    /** What became of an order, with the code of the service that was to make the portrait, where one was. */
    public ResponseEntity<byte[]> failure(Exchange exchange, TaskOutcome.Failed failed) {
        ServiceCode service = ServiceCode.of(failed.code(), failed.upstream());
        Map<String, Object> envelope = envelope(exchange, service.code(), Optional.empty(),
                service.title() + failed.message());
        envelope.put("error_code", failed.code().wireName());
        failed.upstream().ifPresent(code -> envelope.put("upstream_code", code));
        return json(service.status(), envelope);
    }

    /** A failure with another number than its usual one. */
    public ResponseEntity<byte[]> failure(Exchange exchange, ErrorCode error, ServiceCode service, String message) {
        Map<String, Object> envelope = envelope(exchange, service.code(), Optional.empty(), service.title() + message);
        envelope.put("error_code", error.wireName());
        return json(service.status(), envelope);
    }

    /** One line of JSON that must not be cached. */
    public ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore()).body(Json.write(body));
    }

    private static Map<String, Object> envelope(Exchange exchange, int code, Optional<? extends Object> data,
            String message) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("code", code);
        envelope.put("data", data.orElse(null));
        envelope.put("message", message);
        envelope.put("request_id", exchange.requestId());
        envelope.put("status", code);
        envelope.put("time_elapsed", exchange.elapsed());
        return envelope;
    }
}
