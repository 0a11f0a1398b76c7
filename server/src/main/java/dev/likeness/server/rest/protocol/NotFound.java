package dev.likeness.server.rest.protocol;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;

/** Refusals for what does not exist. What belongs to another account gets the same answer. */
public final class NotFound {
    private NotFound() {}

    public static InvalidRequest path() {
        return new InvalidRequest(ErrorCode.NOT_FOUND, "there is nothing at this path: see /docs");
    }

    public static InvalidRequest portrait() {
        return new InvalidRequest(ErrorCode.NOT_FOUND,
                "there is no such portrait, or no longer: GET /v1/portraits lists yours");
    }

    public static InvalidRequest batch() {
        return new InvalidRequest(ErrorCode.NOT_FOUND, "there is no such batch, or no longer");
    }

    public static InvalidRequest template(String name) {
        return new InvalidRequest(ErrorCode.NOT_FOUND, "there is no template \""
                + name.substring(0, Math.min(64, name.length())) + "\" of yours: GET /v1/templates lists them");
    }

    public static InvalidRequest key() {
        return new InvalidRequest(ErrorCode.NOT_FOUND, "there is no such key: GET /v1/keys lists them");
    }
}
