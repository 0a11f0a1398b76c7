package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.RequestBodies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Puts what happened into the envelope it belongs into: Volcengine's, or 302.ai's own. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final RequestBodies bodies;

    Answers(RequestBodies bodies) {
        this.bodies = bodies;
    }

    /** Answers one request. */
    @FunctionalInterface
    interface Answer {
        ResponseEntity<byte[]> to(Exchange exchange);
    }

    /** Runs the answer; whatever it throws becomes an answer too. */
    @SuppressWarnings("CatchingUnchecked")
    ResponseEntity<byte[]> guarded(Answer answer) {
        Exchange exchange = Exchange.begin();
        try {
            return answer.to(exchange);
        } catch (PortraitException refusal) {
            return failure(exchange, refusal.code(), refusal.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("request {} failed", exchange.requestId(), fault);
            return failure(exchange, ErrorCode.INTERNAL,
                    "the service failed: try again, and report request " + exchange.requestId()
                            + " if it happens again");
        }
    }

    ResponseEntity<byte[]> success(Exchange exchange, Map<String, ?> data) {
        return json(200, envelope(exchange, ServiceCode.SUCCESS, Optional.of(data), "Success"));
    }

    ResponseEntity<byte[]> failure(Exchange exchange, ErrorCode error, String message) {
        return switch (error) {
            case KEY_MISSING -> gateway(GatewayError.KEY_MISSING, error, message);
            case KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> gateway(GatewayError.KEY_INVALID, error, message);
            case BALANCE_SHORT -> gateway(GatewayError.BALANCE_SHORT, error, message);
            default -> {
                ServiceCode service = ServiceCode.of(error);
                Map<String, Object> envelope = envelope(exchange, service.code(), Optional.empty(), message);
                envelope.put("error_code", error.wireName());
                yield json(service.status(), envelope);
            }
        };
    }

    ResponseEntity<byte[]> gateway(GatewayError error, ErrorCode code, String message) {
        return json(error.status(), error.body(code, message));
    }

    ResponseEntity<byte[]> json(int status, Object body) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore()).body(bodies.write(body));
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
