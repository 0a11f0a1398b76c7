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
     * @throws dev.likeness.core.PortraitException.Refused when the key is missing, not valid or lacks the scope
     */
    public Caller authorized(HttpServletRequest request, Scope scope) {
        return authentication.caller(request).require(scope);
    }

    /** Authenticates the caller without checking a scope. */
    public Caller authenticated(HttpServletRequest request) {
        return authentication.caller(request);
    }
}
