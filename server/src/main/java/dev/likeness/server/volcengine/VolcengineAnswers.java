package dev.likeness.server.volcengine;

import dev.likeness.core.ErrorCode;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.ResultData;
import dev.likeness.server.drawing.ServiceCode;
import dev.likeness.server.drawing.TaskOutcome;
import dev.likeness.server.drawing.TaskOutcome.Failed;
import dev.likeness.server.drawing.TaskOutcome.Ready;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/** Writes answers in one of two envelopes: the service's or the gateway's. */
final class VolcengineAnswers {
    private static final int LONGEST_ECHO = 64;

    private final Envelope envelope;

    VolcengineAnswers(Envelope envelope) {
        this.envelope = envelope;
    }

    ResponseEntity<byte[]> success(Exchange exchange, Map<String, ?> data) {
        return envelope.success(exchange, data);
    }

    ResponseEntity<byte[]> outcome(Exchange exchange, ReceivedRequest request, TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Waiting waiting -> success(exchange, ResultData.of(waiting));
            case Failed failed -> failed.upstream().isPresent()
                    ? envelope.failure(exchange, failed)
                    : failure(exchange, request, failed.code(), failed.message());
            case Ready ready -> success(exchange, ResultData.of(ready));
        };
    }

    ResponseEntity<byte[]> failure(Exchange exchange, ReceivedRequest request, ErrorCode error, String message) {
        return gatewayError(error)
                .map(gateway -> refusal(exchange, request, gateway, message))
                .orElseGet(() -> envelope.failure(exchange, error, message));
    }

    /** Volcengine's answer to any unusable input. */
    ResponseEntity<byte[]> unusable(Exchange exchange, ErrorCode error, String message) {
        return envelope.failure(exchange, error, ServiceCode.UNUSABLE_INPUT, message);
    }

    private static Optional<VolcengineError> gatewayError(ErrorCode error) {
        return switch (error) {
            case KEY_INVALID, KEY_EXPIRED, KEY_REVOKED -> Optional.of(VolcengineError.INVALID_ACCESS_KEY);
            case SCOPE_MISSING -> Optional.of(VolcengineError.ACCESS_DENIED);
            case TOO_BUSY -> Optional.of(VolcengineError.FLOW_LIMIT_EXCEEDED);
            default -> Optional.empty();
        };
    }

    ResponseEntity<byte[]> refusal(Exchange exchange, ReceivedRequest request, VolcengineError error, String message) {
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("CodeN", error.number());
        cause.put("Code", error.wireName());
        cause.put("Message", message);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("RequestId", exchange.requestId());
        metadata.put("Action", echo(request, "Action"));
        metadata.put("Version", echo(request, "Version"));
        metadata.put("Service", "cv");
        metadata.put("Region", "cn-north-1");
        metadata.put("Error", cause);
        return envelope.json(error.status(), Map.of("ResponseMetadata", metadata));
    }

    private static String echo(ReceivedRequest request, String parameter) {
        String value = request.parameter(parameter).orElse("");
        return value.substring(0, Math.min(value.length(), LONGEST_ECHO));
    }
}
