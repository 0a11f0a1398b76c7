package dev.likeness.server.order;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What links to this service begin with.
 *
 * @param chosen empty for the address that each client asked at
 */
public record PublicAddress(Optional<URI> chosen) {
    /** Without a slash at its end. */
    public String of(HttpServletRequest asking) {
        String base = chosen.map(URI::toString)
                .orElseGet(() -> ServletUriComponentsBuilder.fromContextPath(asking).build().toUriString());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
