package dev.likeness.server.wire;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code //v1/images/edits/} as {@code /v1/images/edits}: base URLs are often configured with an extra slash.
 * Links keep their signatures, which are in the query.
 */
public final class TidyPaths implements Filter {
    private static final String SENT = TidyPaths.class.getName();
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    TidyPaths() {}

    /** The path as received, which is what a signature covers. */
    public static String sent(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(SENT)).map(Object::toString).orElseGet(request::getRequestURI);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && !tidy(http.getRequestURI()).equals(http.getRequestURI())) {
            http.setAttribute(SENT, http.getRequestURI());
            chain.doFilter(new Tidied(http), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String tidy(String path) {
        String single = SLASHES.matcher(path).replaceAll("/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    private static final class Tidied extends HttpServletRequestWrapper {
        Tidied(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return tidy(super.getRequestURI());
        }

        @Override
        public String getServletPath() {
            return tidy(super.getServletPath());
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.replace(url.length() - super.getRequestURI().length(), url.length(), getRequestURI());
        }
    }
}
