package dev.likeness.server.wire;

import dev.likeness.server.settings.Variables;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTTP settings of all dialects.
 *
 * @param corsOrigins origins whose pages may call the service from a browser; {@code *} for all; none if empty
 * @param bodies      limits for receiving bodies
 */
public record WireSettings(Set<String> corsOrigins, BodyLimits bodies) {
    /** Every origin; {@link BodyLimits#DEFAULT}. */
    public static final WireSettings DEFAULT = new WireSettings(Set.of(CorsOrigins.ANY), BodyLimits.DEFAULT);

    public WireSettings {
        corsOrigins = corsOrigins.stream().map(origin -> origin.toLowerCase(Locale.ROOT).replaceFirst("/$", ""))
                .collect(Collectors.toUnmodifiableSet());
        corsOrigins.stream().filter(origin -> !origin.equals(CorsOrigins.ANY) && !isOrigin(origin)).findFirst()
                .ifPresent(origin -> {
                    throw new IllegalArgumentException("\"" + origin
                            + "\" is no origin: write for example https://studio.example.org");
                });
    }

    /** From the option of {@code serve}: a list, {@code *}, or {@code none}. */
    public static Set<String> origins(Set<String> named) {
        return named.equals(Set.of("none")) ? Set.of() : named;
    }

    /**
     * Changed by {@code LIKENESS_CORS_ORIGINS} (separated by commas, or {@code *}, or {@code none}), {@code
     * LIKENESS_BODY_SECONDS} and {@code LIKENESS_BODY_RATE} (bytes a second).
     */
    public WireSettings with(Variables variables) {
        return new WireSettings(
                variables.read("CORS_ORIGINS", corsOrigins,
                        text -> withOrigins(origins(Variables.items(text))).corsOrigins()),
                bodies.within(variables.seconds("BODY_SECONDS", bodies.longest()))
                        .atLeast(variables.number("BODY_RATE", bodies.leastRate())));
    }

    public WireSettings with(BodyLimits other) {
        return new WireSettings(corsOrigins, other);
    }

    public WireSettings withOrigins(Set<String> others) {
        return new WireSettings(others, bodies);
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null && uri.getRawAuthority() != null && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
