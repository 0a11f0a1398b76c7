package dev.likeness.server.drawing;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Optional;
import java.util.Set;

/** What a path or action requires of {@code req_key}, which names the service. */
public enum ReqKey {
    /** The field is required. */
    REQUIRED,
    /** The path names the service; the field may be absent but must not name another one. */
    OPTIONAL,
    /** The path belongs to a related service, whose clients send its name. */
    IGNORED;

    /** The name of the portrait service. */
    public static final String PORTRAIT = "i2i_portrait_photo";
    /** The name of a related service, whose clients send the same fields and are served in the same way. */
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

    /** The refusal if another service is named. */
    Optional<InvalidRequest> foreign(LenientFields fields) {
        return this == IGNORED || fields.text("req_key").filter(named -> !SERVED.contains(named.strip())).isEmpty()
                ? Optional.empty()
                : Optional.of(new InvalidRequest(ErrorCode.WRONG_TYPE,
                        "req_key names another service: use " + PORTRAIT));
    }
}
