package dev.likeness.server.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Records the caller of a request, once a dialect has authenticated it. Without a caller only a body of a few kilobytes
 * is read, so a path that forgets to check the key cannot be used to fill the memory.
 */
public final class KnownCaller {
    private static final String ATTRIBUTE = KnownCaller.class.getName();

    private KnownCaller() {}

    /**
     * @param name requests with the same name share one part of the memory
     */
    public static void note(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE)).map(Object::toString);
    }
}
