package dev.likeness.server.volcengine;

import dev.likeness.server.settings.Variables;
import java.time.Duration;
import java.util.Set;

/**
 * The settings of this dialect.
 *
 * @param signedHosts host names that clients may sign although they connect to this service by another name
 * @param clockWindow how far a client's clock may be off
 * @param patience    how long a synchronous request waits
 */
public record VolcengineSettings(Set<String> signedHosts, Duration clockWindow, Duration patience) {
    /** The original's host name, a quarter of an hour, 25 seconds: clients give up after 30. */
    public static final VolcengineSettings DEFAULT = new VolcengineSettings(Set.of(SignatureCheck.ORIGINAL_HOST),
            Duration.ofMinutes(15), Duration.ofSeconds(25));

    public VolcengineSettings {
        signedHosts = Set.copyOf(signedHosts);
        if (clockWindow.isNegative() || clockWindow.isZero() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("it must be more than 0 seconds");
        }
    }

    /**
     * Changed by {@code LIKENESS_SIGNED_HOSTS} (separated by commas), {@code LIKENESS_CLOCK_WINDOW} and {@code
     * LIKENESS_SYNC_PATIENCE} (seconds).
     */
    public VolcengineSettings with(Variables variables) {
        return new VolcengineSettings(variables.list("SIGNED_HOSTS", signedHosts),
                variables.seconds("CLOCK_WINDOW", clockWindow), variables.seconds("SYNC_PATIENCE", patience));
    }
}
