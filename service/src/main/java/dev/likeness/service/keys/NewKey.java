package dev.likeness.service.keys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key to be created.
 *
 * @param name    for people; 1 to 100 characters
 * @param expires from when on it is no longer accepted; empty for never
 */
public record NewKey(String name, Set<Scope> scopes, Set<SecretKind> secrets, Optional<Instant> expires,
        Limits limits) {
    public NewKey {
        name = name.strip();
        if (name.isEmpty() || name.length() > 100) {
            throw new IllegalArgumentException("a key's name has 1 to 100 characters");
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a key needs a secret: a Bearer key, an access key or both");
        }
        scopes = Set.copyOf(scopes);
        secrets = Set.copyOf(secrets);
    }

    /** A Bearer key with the default scopes, without expiry or limits. */
    public static NewKey named(String name) {
        return new NewKey(name, Scope.DEFAULT, Set.of(SecretKind.BEARER), Optional.empty(), Limits.NONE);
    }

    public NewKey with(Set<Scope> other) {
        return new NewKey(name, other, secrets, expires, limits);
    }

    public NewKey withSecrets(Set<SecretKind> other) {
        return new NewKey(name, scopes, other, expires, limits);
    }

    public NewKey until(Instant end) {
        return new NewKey(name, scopes, secrets, Optional.of(end), limits);
    }

    public NewKey with(Limits other) {
        return new NewKey(name, scopes, secrets, expires, other);
    }
}
