package dev.likeness.service.audit;

import java.util.List;
import java.util.Optional;

/**
 * What one step of an order adds to the audit trail.
 *
 * @param consent  as the client stated it
 * @param photo    SHA-256 of the photo's file, hexadecimal; empty before a worker has it
 * @param verdicts of the moderators: {@code photo:classifier:passed}
 */
public record Evidence(Optional<Consent> consent, Optional<String> photo, List<String> verdicts) {
    public static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty(), List.of());

    public Evidence {
        verdicts = List.copyOf(verdicts);
    }
}
