package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What no controller answers: unknown paths, wrong methods, and what the web server itself refuses. */
@RestController
@RestControllerAdvice
public final class GatewayAdvice implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayAdvice.class);

    private final Answers answers;

    GatewayAdvice(Answers answers) {
        this.answers = answers;
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<byte[]> unknownPath() {
        return answers.gateway(GatewayError.UNKNOWN_PATH, ErrorCode.NOT_FOUND,
                "there is nothing at this path: see POST /doubao/drawing/portrait and /doubao/drawing/portrait_result");
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException e) {
        return answers.gateway(GatewayError.WRONG_METHOD, ErrorCode.MALFORMED_REQUEST,
                "this path does not take " + e.getMethod() + ": use " + String.join(" or ",
                        Optional.ofNullable(e.getSupportedMethods()).orElse(new String[]{"another method"})));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<byte[]> fault(Exception e) {
        LOG.error("a request failed outside of any dialect", e);
        return answers.gateway(GatewayError.UNAVAILABLE, ErrorCode.INTERNAL, "the service failed: try again later");
    }

    @RequestMapping("/error")
    ResponseEntity<byte[]> refusedByWebServer(HttpServletRequest request) {
        boolean faulty = request.getAttribute("jakarta.servlet.error.status_code") instanceof Integer status
                && status >= 500;
        return faulty
                ? answers.gateway(GatewayError.UNAVAILABLE, ErrorCode.INTERNAL, "the service failed: try again later")
                : answers.gateway(GatewayError.INVALID_REQUEST, ErrorCode.MALFORMED_REQUEST,
                        "the request cannot be understood: check its address and headers");
    }
}
