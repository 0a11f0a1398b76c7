package dev.likeness.server.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Notes on a request who sent it, once a dialect knows. Without that note a body of a few kilobytes is read and no more,
 * so a path that forgets to ask for the key gives nothing away.
 */
public final class KnownCaller {
    private static final String ATTRIBUTE = KnownCaller.class.getName();

    private KnownCaller() {}

    /**
     * @param name shares one part of the memory with all requests of the same name
     */
    public static void note(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(ATTRIBUTE)).map(Object::toString);
    }
}
