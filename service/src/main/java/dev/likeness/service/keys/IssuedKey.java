package dev.likeness.service.keys;

import dev.likeness.service.ids.KeyId;
import java.util.Optional;

/**
 * A key that was just created or rotated; its secrets are known only now.
 *
 * @param account the account's name
 * @param bearer  what goes after {@code Authorization: Bearer}
 */
public record IssuedKey(String account, KeyId id, Optional<String> bearer, Optional<AccessKey> accessKey) {
    /**
     * The Bearer key.
     *
     * @throws IllegalStateException when this key has an access key only
     */
    public String key() {
        return bearer.orElseThrow(() -> new IllegalStateException("key " + id + " has no Bearer key"));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "key " + id + " of " + account;
    }
}
