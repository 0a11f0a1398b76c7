package dev.likeness.server.wire;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Keys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Authenticates the caller by the key in {@code Authorization: Bearer …}; some clients leave out the first word. */
public final class BearerAuthentication {
    private static final String SCHEME = "Bearer ";

    private final Keys keys;

    public BearerAuthentication(Keys keys) {
        this.keys = keys;
    }

    /**
     * The caller of the request. Its body may be read once this returns.
     *
     * @throws PortraitException.Refused when the key is missing or not valid
     */
    public Caller caller(HttpServletRequest request) {
        Caller caller = keys
                .admit(Optional.ofNullable(request.getHeader("Authorization")).map(BearerAuthentication::key)
                        .filter(text -> !text.isEmpty())
                        .orElseThrow(() -> new PortraitException.Refused(ErrorCode.KEY_MISSING,
                                "Missing API key: send the header Authorization: Bearer YOUR_KEY")));
        record(request, caller);
        return caller;
    }

    /** Records the authenticated caller of a request. */
    public static void record(HttpServletRequest request, Caller caller) {
        KnownCaller.note(request, "account " + caller.account().value());
    }

    // With another scheme the header has two words.
    private static String key(String header) {
        String text = header.strip();
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return text.substring(SCHEME.length()).strip();
        }
        return text.indexOf(' ') < 0 && !text.equalsIgnoreCase(SCHEME.strip()) ? text : "";
    }
}
