package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.server.drawing.Envelope;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.Guard;
import dev.likeness.server.drawing.ResultData;
import dev.likeness.server.drawing.TaskOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/**
 * Writes answers in one of two envelopes: results in Volcengine's, which 302.ai passes on, refusals of the gateway in
 * 302.ai's own.
 */
public final class Ai302Answers {
    private final Envelope envelope;

    Ai302Answers(Envelope envelope) {
        this.envelope = envelope;
    }

    /** Runs the answer and turns exceptions into answers. */
    ResponseEntity<byte[]> guarded(HttpServletRequest request, Guard.Answer answer) {
        return Guard.run(answer, (exchange, code, message) -> failure(exchange, request, code, message));
    }

    ResponseEntity<byte[]> success(Exchange exchange, Map<String, ?> data) {
        return envelope.success(exchange, data);
    }

    ResponseEntity<byte[]> outcome(Exchange exchange, HttpServletRequest request, TaskOutcome outcome) {
        return switch (outcome) {
            case TaskOutcome.Waiting waiting -> success(exchange, ResultData.of(waiting));
            case TaskOutcome.Failed failed -> failed.upstream().isPresent()
                    ? envelope.failure(exchange, failed)
                    : failure(exchange, request, failed.code(), failed.message());
            case TaskOutcome.Ready ready -> success(exchange, passedOn(ready));
        };
    }

    /** With the fields that 302.ai adds to Volcengine's, and an empty list instead of null. */
    private static Map<String, Object> passedOn(TaskOutcome.Ready ready) {
        Map<String, Object> data = ResultData.of(ready);
        if (ready.link().isPresent()) {
            data.put("binary_data_base64", List.of());
        }
        data.put("comfyui_cost", "");
        data.put("image_output", null);
        data.put("log_output", "");
        return data;
    }

    private ResponseEntity<byte[]> failure(Exchange exchange, HttpServletRequest request, ErrorCode error,
            String message) {
        return Ai302Error.of(error).map(gateway -> gateway(request, gateway, error, message))
                .orElseGet(() -> envelope.failure(exchange, error, message));
    }

    public ResponseEntity<byte[]> unknownDrawing(HttpServletRequest request) {
        return gateway(request, Ai302Error.NOT_SUPPORTED, ErrorCode.NOT_FOUND,
                "this service makes portraits only: use POST " + DrawingController.PATH + "portrait and "
                        + DrawingController.PATH + "portrait_result");
    }

    public ResponseEntity<byte[]> gateway(HttpServletRequest request, Ai302Error error, ErrorCode code,
            String message) {
        String lang = Optional.ofNullable(request.getHeader("Lang")).orElse("").strip().toLowerCase(Locale.ROOT);
        return json(error.status(), error.body(code, message, lang));
    }

    ResponseEntity<byte[]> json(int status, Object body) {
        return envelope.json(status, body);
    }
}
