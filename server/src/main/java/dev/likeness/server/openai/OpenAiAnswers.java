package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.LimitReached;
import dev.likeness.core.PortraitException.Unavailable;
import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.RequestIds;
import dev.likeness.service.database.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes answers in this dialect. */
final class OpenAiAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiAnswers.class);
    private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

    /**
     * Runs the answer and writes its result; an empty result means that it has written everything itself. Exceptions
     * become error answers.
     */
    @SuppressWarnings("CatchingUnchecked")
    void answer(HttpServletRequest request, HttpServletResponse response, Supplier<Optional<Object>> answer) {
        String id = RequestIds.of(request);
        try {
            answer.get().ifPresent(body -> write(response, json(ResponseEntity.ok(), body)));
        } catch (WrongField wrong) {
            write(response, failure(wrong.refusal(), Optional.of(wrong.field())));
        } catch (PortraitException refusal) {
            write(response, failure(refusal, Optional.empty()));
        } catch (StoreException.Unavailable down) {
            write(response, failure(down.refusal(), Optional.empty()));
        } catch (RuntimeException fault) {
            LOG.error("request {} failed", id, fault);
            write(response, failure(new PortraitException.Refused(ErrorCode.INTERNAL,
                    "the service failed: try again, and report it if it happens again"), Optional.empty()));
        }
    }

    private static void write(HttpServletResponse response, ResponseEntity<byte[]> answer) {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        byte[] body = Objects.requireNonNull(answer.getBody(), "every answer has a body");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("the client has gone", e);
        }
    }

    private static ResponseEntity<byte[]> failure(PortraitException refusal, Optional<String> field) {
        OpenAiError error = OpenAiError.of(refusal.code());
        var answer = ResponseEntity.status(error.status());
        if (error.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (error.status() == 429 || error.status() == 503) {
            Duration wait = switch (refusal) {
                case LimitReached limit -> limit.retryAfter().orElse(USUAL_WAIT);
                case Unavailable unavailable -> unavailable.retryAfter();
                default -> USUAL_WAIT;
            };
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        // This dialect's clients repeat requests after 429 and 500 unless told not to.
        answer.header("x-should-retry", Boolean.toString(error.retry()));
        return json(answer, error.body(refusal.getMessage(), field, refusal.code()));
    }

    private static ResponseEntity<byte[]> json(ResponseEntity.BodyBuilder answer, Object body) {
        return answer.contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore())
                .body(Json.write(body));
    }
}
