package dev.likeness.service.work;

import dev.likeness.service.audit.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one attempt has found out for the audit trail so far; used by the worker's thread alone. */
final class Findings {
    private final List<String> verdicts = new ArrayList<>();
    private Optional<String> photo = Optional.empty();

    /** @param hash SHA-256 of the photo's file, hexadecimal */
    void seen(String hash) {
        photo = Optional.of(hash);
    }

    /** Takes what moderators say. */
    List<String> verdicts() {
        return verdicts;
    }

    Evidence evidence() {
        return new Evidence(Optional.empty(), photo, verdicts);
    }
}
