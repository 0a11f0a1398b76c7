package dev.likeness.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The request id, which this dialect's clients show as {@code _request_id}: the client's own, if it sent one that is
 * safe to log.
 */
final class RequestId {
    static final String HEADER = "x-request-id";

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private RequestId() {}

    static String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER)).filter(own -> FIT.matcher(own).matches())
                .orElseGet(() -> "req_" + UUID.randomUUID().toString().replace("-", ""));
    }
}
