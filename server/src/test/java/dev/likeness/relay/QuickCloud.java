package dev.likeness.relay;

import dev.likeness.core.relaying.RelayingEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Engines of the clouds that do not take their time. */
public final class QuickCloud {
    private static final Rhythm QUICK = new Rhythm(Duration.ofMillis(30), Duration.ofMillis(10), 2,
            Duration.ofSeconds(10), Duration.ofSeconds(2));

    private QuickCloud() {}

    public static RelayingEngine open(Cloud cloud, Map<String, String> environment) {
        return cloud.open(environment, QUICK, InstantSource.system());
    }
}
