package dev.likeness.server.order;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.Caller;
import dev.likeness.store.Keys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who is asking, by the key in {@code Authorization: Bearer …}. */
public final class Admission {
    private static final String SCHEME = "Bearer ";

    private final Keys keys;

    public Admission(Keys keys) {
        this.keys = keys;
    }

    /**
     * @throws PortraitException.Refused without a key, or with one that is not let in
     */
    public Caller caller(HttpServletRequest request) {
        String key = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip()).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new PortraitException.Refused(ErrorCode.KEY_MISSING,
                        "Missing API key: send the header Authorization: Bearer YOUR_KEY"));
        return keys.admit(key);
    }
}
