package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.AccountId;
import dev.likeness.store.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Who is asking, by the key in {@code Authorization: Bearer …}. */
final class Bearer {
    private static final String SCHEME = "bearer ";

    private final Accounts accounts;

    Bearer(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * @throws PortraitException.Refused without a key, or with one that is not let in
     */
    AccountId account(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                || header.substring(SCHEME.length()).isBlank()) {
            throw new PortraitException.Refused(ErrorCode.KEY_MISSING,
                    "Missing API key: send the header Authorization: Bearer YOUR_KEY");
        }
        return accounts.authenticate(header.substring(SCHEME.length()).strip())
                .orElseThrow(() -> new PortraitException.Refused(ErrorCode.KEY_INVALID,
                        "Invalid API Key: it is unknown or revoked; make one with ./likeness keys create --name NAME"));
    }
}
