package dev.likeness.server.rest.protocol;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.LimitReached;
import dev.likeness.core.PortraitException.Unavailable;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.service.database.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns exceptions of the controllers into problems. */
@RestControllerAdvice(basePackages = "dev.likeness.server.rest")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(PortraitException.class)
    ResponseEntity<Problem> refusal(PortraitException refusal) {
        var answer = ResponseEntity.status(Problem.of(refusal.code(), "").status());
        if (refusal instanceof LimitReached limit) {
            limit.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        } else if (refusal instanceof Unavailable unavailable) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(unavailable.retryAfter().toSeconds()));
        } else if (refusal.code() == ErrorCode.TOO_BUSY) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer(answer, Problem.of(refusal.code(), refusal.getMessage(),
                refusal instanceof UnusablePhoto photo ? photo.faces() : List.of()));
    }

    @ExceptionHandler(StoreException.Unavailable.class)
    ResponseEntity<Problem> unavailable(StoreException.Unavailable down) {
        return refusal(down.refusal());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Problem> wrongParameter(MethodArgumentTypeMismatchException e) {
        return problem(ErrorCode.WRONG_TYPE, "the parameter " + e.getName() + " cannot be read: "
                + Optional.ofNullable(e.getRequiredType()).map(Class::getSimpleName).orElse("another type")
                + " is wanted");
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<Problem> wrongAccept(HttpMediaTypeNotAcceptableException e) {
        return problem(ErrorCode.MALFORMED_REQUEST,
                "Accept asks for a form that there is none of here: leave it out or send */*");
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Problem> fault(Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // The client has closed the connection.
            LOG.debug("the client has gone: {}", e.getMessage());
            return null;
        }
        LOG.error("a request failed", e);
        return problem(ErrorCode.INTERNAL, "the service failed: try again, and report it if it happens again");
    }

    static ResponseEntity<Problem> problem(ErrorCode error, String detail) {
        Problem problem = Problem.of(error, detail);
        return answer(ResponseEntity.status(problem.status()), problem);
    }

    private static ResponseEntity<Problem> answer(ResponseEntity.BodyBuilder answer, Problem problem) {
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).cacheControl(CacheControl.noStore())
                .body(problem);
    }
}
