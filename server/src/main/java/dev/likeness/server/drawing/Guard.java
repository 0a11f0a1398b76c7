package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.Unavailable;
import dev.likeness.service.database.StoreException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Runs the answer to a request and turns exceptions into the dialect's failures. */
public final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private Guard() {}

    /** The answer to one request. */
    @FunctionalInterface
    public interface Answer {
        ResponseEntity<byte[]> to(Exchange exchange);
    }

    /** A dialect's answer to a failure. */
    @FunctionalInterface
    public interface Failure {
        ResponseEntity<byte[]> of(Exchange exchange, ErrorCode code, String message);
    }

    @SuppressWarnings("CatchingUnchecked")
    public static ResponseEntity<byte[]> run(Answer answer, Failure failure) {
        Exchange exchange = Exchange.begin();
        try {
            return answer.to(exchange);
        } catch (PortraitException.LimitReached limit) {
            return later(failure.of(exchange, limit.code(), limit.getMessage()), limit.retryAfter());
        } catch (StoreException.Unavailable down) {
            Unavailable refusal = down.refusal();
            return later(failure.of(exchange, refusal.code(), refusal.getMessage()),
                    Optional.of(refusal.retryAfter()));
        } catch (PortraitException refusal) {
            return failure.of(exchange, refusal.code(), refusal.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("request {} failed", exchange.requestId(), fault);
            return failure.of(exchange, ErrorCode.INTERNAL, "the service failed: try again, and report request "
                    + exchange.requestId() + " if it happens again");
        }
    }

    private static ResponseEntity<byte[]> later(ResponseEntity<byte[]> answer, Optional<Duration> after) {
        return after.map(wait -> ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))
                .body(answer.getBody())).orElse(answer);
    }
}
