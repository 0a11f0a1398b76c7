package dev.likeness.server.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, that of the client's {@code X-Request-Id} if it is safe to log: it stands in the answer's header of
 * that name, and for lines of the log that are written on behalf of the request in {@code mdc}, which their JSON form holds.
 */
public final class RequestIds extends OncePerRequestFilter {
    private static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = RequestIds.class.getName();
    /** The field of a line of the log. */
    private static final String FIELD = "request";
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    RequestIds() {}

    /** The id of a request; of one that has not come through this filter, a new one. */
    public static String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE)).map(Object::toString).orElseGet(RequestIds::fresh);
    }

    private static String fresh() {
        return "req_" + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = Optional.ofNullable(request.getHeader(HEADER)).filter(own -> FIT.matcher(own).matches())
                .orElseGet(RequestIds::fresh);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(FIELD, id)) {
            chain.doFilter(request, response);
        }
    }
}
