package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Optional;

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

    void check(Fields fields) {
        if (this == IGNORED) {
            return;
        }
        Optional<String> named = fields.text("req_key");
        if (named.isEmpty() && this == REQUIRED) {
            throw new InvalidRequest(ErrorCode.MISSING_FIELD, "req_key is missing: send " + PORTRAIT);
        }
        if (named.isPresent() && !named.get().equals(PORTRAIT)) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "req_key names another service: use " + PORTRAIT);
        }
    }
}
