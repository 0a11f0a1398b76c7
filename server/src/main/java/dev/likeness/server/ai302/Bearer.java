package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.Caller;
import dev.likeness.store.Keys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Who is asking, by the key in {@code Authorization: Bearer …}. */
final class Bearer {
    private static final String SCHEME = "bearer ";

    private final Keys keys;

    Bearer(Keys keys) {
        this.keys = keys;
    }

    /**
     * @throws PortraitException.Refused without a key, or with one that is not let in
     */
    Caller caller(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                || header.substring(SCHEME.length()).isBlank()) {
            throw new PortraitException.Refused(ErrorCode.KEY_MISSING,
                    "Missing API key: send the header Authorization: Bearer YOUR_KEY");
        }
        return keys.admit(header.substring(SCHEME.length()).strip());
    }
}
