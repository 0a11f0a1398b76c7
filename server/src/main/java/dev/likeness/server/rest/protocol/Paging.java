package dev.likeness.server.rest.protocol;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.database.Page;

/** The common parameters of lists. */
public final class Paging {
    private Paging() {}

    /**
     * @throws InvalidRequest when the limit is out of range
     */
    public static int limit(int limit) {
        if (limit < 1 || limit > Page.LONGEST) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "limit is " + limit + ": it must be from 1 to " + Page.LONGEST);
        }
        return limit;
    }

    public static InvalidRequest wrongCursor() {
        return new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                "cursor cannot be read: use the next of the part before, or leave it out");
    }
}
