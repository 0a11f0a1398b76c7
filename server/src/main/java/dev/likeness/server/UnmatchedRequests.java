package dev.likeness.server;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.Unavailable;
import dev.likeness.server.ai302.Ai302Answers;
import dev.likeness.server.ai302.Ai302Error;
import dev.likeness.server.ai302.DrawingController;
import dev.likeness.service.database.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.UnsatisfiedServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers requests that no controller matches: unknown paths, wrong methods, and what the web server itself refuses.
 */
@RestController
@RestControllerAdvice
public final class UnmatchedRequests implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(UnmatchedRequests.class);

    private final Ai302Answers answers;

    UnmatchedRequests(Ai302Answers answers) {
        this.answers = answers;
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class,
            UnsatisfiedServletRequestParameterException.class})
    ResponseEntity<byte[]> unknownPath(HttpServletRequest request) {
        return request.getRequestURI().startsWith(DrawingController.PATH)
                ? answers.unknownDrawing(request)
                : answers.gateway(request, Ai302Error.UNKNOWN_PATH, ErrorCode.NOT_FOUND,
                        "there is nothing at this path: see POST " + DrawingController.PATH + "portrait and "
                                + DrawingController.PATH + "portrait_result");
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<byte[]> wrongMethod(HttpServletRequest request, HttpRequestMethodNotSupportedException e) {
        return answers.gateway(request, Ai302Error.WRONG_METHOD, ErrorCode.MALFORMED_REQUEST,
                "this path does not take " + e.getMethod() + ": use " + String.join(" or ",
                        Optional.ofNullable(e.getSupportedMethods()).orElse(new String[]{"another method"})));
    }

    @ExceptionHandler(StoreException.Unavailable.class)
    ResponseEntity<byte[]> unavailable(HttpServletRequest request, StoreException.Unavailable down) {
        Unavailable refusal = down.refusal();
        ResponseEntity<byte[]> answer = answers.gateway(request, Ai302Error.UNAVAILABLE, refusal.code(),
                refusal.getMessage());
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter().toSeconds()))
                .body(answer.getBody());
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<byte[]> fault(HttpServletRequest request, Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // The client has closed the connection.
            LOG.debug("the client has gone: {}", e.getMessage());
            return null;
        }
        LOG.error("a request failed outside of any dialect", e);
        return unavailable(request);
    }

    @RequestMapping("/error")
    ResponseEntity<byte[]> refusedByWebServer(HttpServletRequest request) {
        boolean faulty = request.getAttribute("jakarta.servlet.error.status_code") instanceof Integer status
                && status >= 500;
        return faulty
                ? unavailable(request)
                : answers.gateway(request, Ai302Error.INVALID_REQUEST, ErrorCode.MALFORMED_REQUEST,
                        "the request cannot be understood: check its address and headers");
    }

    private ResponseEntity<byte[]> unavailable(HttpServletRequest request) {
        return answers.gateway(request, Ai302Error.UNAVAILABLE, ErrorCode.INTERNAL,
                "the service failed: try again later");
    }
}
