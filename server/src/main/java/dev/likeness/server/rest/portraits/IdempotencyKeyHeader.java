package dev.likeness.server.rest.portraits;

import dev.likeness.service.orders.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The header that makes it safe to repeat an order. */
final class IdempotencyKeyHeader {
    private IdempotencyKeyHeader() {}

    static Optional<Idempotency> of(HttpServletRequest request, String bodyHash) {
        return Optional.ofNullable(request.getHeader("Idempotency-Key"))
                // The path is part of the order, because the same key for orders at two paths is a mistake.
                .map(key -> new Idempotency(key, request.getRequestURI() + " " + bodyHash));
    }
}
