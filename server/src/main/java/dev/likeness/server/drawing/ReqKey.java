package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Optional;
import java.util.Set;

/** What a path or action asks of {@code req_key}, which names the service. */
public enum ReqKey {
    /** Without it an order is incomplete. */
    REQUIRED,
    /** The path has named the service already, but another one must not be meant. */
    OPTIONAL,
    /** The path belongs to a sibling whose clients send its own. */
    IGNORED;

    /** The one service there is. */
    public static final String PORTRAIT = "i2i_portrait_photo";
    /** A sibling whose clients know the same fields and are served the same way. */
    public static final String SIBLING = "seededit_v3.0";

    private static final Set<String> SERVED = Set.of(PORTRAIT, SIBLING);

    /**
     * @throws InvalidRequest when the service is not named, or another one
     */
    void check(LenientFields fields) {
        if (this == REQUIRED && fields.text("req_key").isEmpty()) {
            throw new InvalidRequest(ErrorCode.MISSING_FIELD, "req_key is missing: send " + PORTRAIT);
        }
        foreign(fields).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** What is to be said when another service is named. */
    Optional<InvalidRequest> foreign(LenientFields fields) {
        return this == IGNORED || fields.text("req_key").filter(named -> !SERVED.contains(named.strip())).isEmpty()
                ? Optional.empty()
                : Optional.of(new InvalidRequest(ErrorCode.WRONG_TYPE,
                        "req_key names another service: use " + PORTRAIT));
    }
}
