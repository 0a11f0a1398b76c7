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
 * Which pages of other origins may call the service from a browser. Cookies are never let in, and there are none: a page
 * needs a key, and whoever has the key can call from anywhere. So every origin may, unless the operator says otherwise.
 *
 * <p>
 * A request from an origin that may not is answered all the same, without the headers that would let the page see the
 * answer: behind a proxy we cannot always tell our own pages from others.
 */
final class CorsOrigins implements CorsConfigurationSource {
    /** Stands for every origin. */
    static final String ANY = "*";

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    /** What an answer says beside its body; browsers show pages few headers else. */
    private static final List<String> EXPOSED = List.of("X-Request-Id", "Retry-After", "Location", "ETag",
            "WWW-Authenticate", "Content-Disposition");
    /** How long a browser remembers; some cut it to two hours anyway. */
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private final Set<String> origins;
    private final CorsConfiguration allowed = new CorsConfiguration();

    CorsOrigins(Set<String> origins) {
        this.origins = origins;
        allowed.setAllowedOrigins(origins.contains(ANY) ? List.of(ANY) : List.copyOf(origins));
        allowed.setAllowedMethods(METHODS);
        // The processor names those that a browser asks for, so that Authorization is among them.
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
