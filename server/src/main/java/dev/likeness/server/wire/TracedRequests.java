package dev.likeness.server.wire;

import dev.likeness.service.traces.Piece;
import dev.likeness.service.traces.Traces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells traces of every request but those of probes. It is named by the pattern that its path matched, because paths and
 * queries hold ids and signatures. One that is answered piece by piece, with events, ends in the trace when the first is sent.
 */
final class TracedRequests extends OncePerRequestFilter {
    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/healthz", "/metrics");
    private static final int FAULT = 500;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PROBES.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Piece piece = Traces.request(request.getMethod(), request::getHeader)) {
            piece.with("http.request.method", request.getMethod()).with("likeness.request", RequestIds.of(request));
            try {
                chain.doFilter(request, response);
            } finally {
                if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
                    piece.with("http.route", route).named(request.getMethod() + " " + route);
                }
                piece.with("http.response.status_code", response.getStatus());
                if (response.getStatus() >= FAULT) {
                    piece.failed(Integer.toString(response.getStatus()));
                }
            }
        }
    }
}
