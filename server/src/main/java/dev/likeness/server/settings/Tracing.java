package dev.likeness.server.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Where traces are sent.
 *
 * @param collector address of a collector that takes OTLP over HTTP; empty for none
 * @param share     of the requests that come without a {@code traceparent}, 0 to 1; those that come with one are traced as it says
 */
public record Tracing(Optional<URI> collector, double share) {
    public static final Tracing OFF = new Tracing(Optional.empty(), 1);

    public Tracing {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("LIKENESS_TRACES_SHARE is between 0 and 1");
        }
        collector.ifPresent(address -> {
            if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
                throw new IllegalArgumentException(
                        "LIKENESS_TRACES is the address of a collector, such as http://localhost:4318");
            }
        });
    }

    /** Changed by {@code LIKENESS_TRACES} and {@code LIKENESS_TRACES_SHARE}. */
    public Tracing with(Variables variables) {
        return new Tracing(variables.read("TRACES", collector, address -> Optional.of(URI.create(address))),
                variables.read("TRACES_SHARE", share, Tracing::share));
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("use a number from 0 to 1", e);
        }
    }
}
