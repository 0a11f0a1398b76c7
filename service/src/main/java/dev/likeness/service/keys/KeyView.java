package dev.likeness.service.keys;

import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key as its administrator may see it.
 *
 * @param account  the account's name
 * @param secrets  oldest first, including revoked ones
 */
public record KeyView(KeyId id, AccountId accountId, String account, String name, Set<Scope> scopes, Limits limits,
        Instant createdAt, Optional<Instant> expires, KeyState state, Spent spent, List<Secret> secrets) {
    public KeyView {
        scopes = Set.copyOf(scopes);
        secrets = List.copyOf(secrets);
    }

    /** What counts against the quotas now. */
    public record Spent(Money total, Money month, Money day, Money hour) {}

    /**
     * One secret.
     *
     * @param shown the Bearer key's first characters, or the access key's id
     * @param ends  when it expires because a rotation replaced it
     */
    public record Secret(SecretKind kind, String shown, Instant createdAt, Optional<Instant> ends, KeyState state) {}
}
