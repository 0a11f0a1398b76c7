package dev.likeness.server.rest.protocol;

import dev.likeness.server.wire.Admission;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import jakarta.servlet.http.HttpServletRequest;

/** Who is asking, and whether the key may be used for it. */
public final class Callers {
    private final Admission admission;

    public Callers(Admission admission) {
        this.admission = admission;
    }

    /**
     * @throws dev.likeness.core.PortraitException.Refused without a key, or with one that is not let in or lacks the scope
     */
    public Caller who(HttpServletRequest request, Scope scope) {
        return admission.caller(request).may(scope);
    }

    /** As {@link #who}, whatever the key's scopes. */
    public Caller anyone(HttpServletRequest request) {
        return admission.caller(request);
    }
}
