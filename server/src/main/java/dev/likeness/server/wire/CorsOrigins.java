package dev.likeness.server.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Decides which pages of other origins may call the service from a browser. Cookies are never allowed, and there are
 * none: a page needs a key, and a key can be used from anywhere. So every origin is allowed unless the operator
 * restricts them.
 *
 * <p>A request from another origin is answered too, but without the headers that allow the page to read the answer,
 * because behind a proxy the service cannot always distinguish its own pages from others.
 */
final class CorsOrigins implements CorsConfigurationSource {
    /** Stands for every origin. */
    static final String ANY = "*";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    /** Headers of answers that pages may read; otherwise browsers hide most of them. */
    private static final List<String> EXPOSED = List.of("X-Request-Id", "Retry-After", "Location", "ETag",
            "WWW-Authenticate", "Content-Disposition");
    /** How long browsers cache the answer to a preflight; some limit it to two hours anyway. */
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private final Set<String> origins;
    private final CorsConfiguration allowed = new CorsConfiguration();

    CorsOrigins(Set<String> origins) {
        this.origins = origins;
        allowed.setAllowedOrigins(origins.contains(ANY) ? List.of(ANY) : List.copyOf(origins));
        allowed.setAllowedMethods(METHODS);
        // The processor answers with the headers that the browser asks for, so Authorization is among them.
        allowed.setAllowedHeaders(List.of(ANY));
        allowed.setExposedHeaders(EXPOSED);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(REMEMBERED);
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("").toLowerCase(Locale.ROOT);
        return origins.contains(ANY) || origins.contains(origin) ? allowed : null;
    }
}
