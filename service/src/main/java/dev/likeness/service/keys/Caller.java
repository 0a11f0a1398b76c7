package dev.likeness.service.keys;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.util.Set;

/** The sender of a request: an account, authenticated by one of its keys. */
public record Caller(AccountId account, KeyId key, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Checks that the caller's key has a scope.
     *
     * @throws PortraitException.Refused when the key lacks the scope
     */
    public Caller require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new PortraitException.Refused(ErrorCode.SCOPE_MISSING, "this key lacks the scope " + scope.wireName()
                    + ": use another key, or have its scopes changed by whoever administers it");
        }
        return this;
    }
}
