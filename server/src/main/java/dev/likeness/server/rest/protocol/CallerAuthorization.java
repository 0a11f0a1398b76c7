package dev.likeness.server.rest.protocol;

import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import jakarta.servlet.http.HttpServletRequest;

/** Authenticates the caller and checks the scope of the key. */
public final class CallerAuthorization {
    private final BearerAuthentication authentication;

    public CallerAuthorization(BearerAuthentication authentication) {
        this.authentication = authentication;
    }

    /**
     * @throws dev.likeness.core.PortraitException.Refused without a key, or with one that is not let in or lacks the scope
     */
    public Caller authorized(HttpServletRequest request, Scope scope) {
        return authentication.caller(request).require(scope);
    }

    /** As {@link #authorized}, whatever the key's scopes. */
    public Caller authenticated(HttpServletRequest request) {
        return authentication.caller(request);
    }
}
