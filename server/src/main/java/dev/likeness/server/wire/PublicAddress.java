package dev.likeness.server.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The prefix of links to this service: the address that the operator has configured, otherwise that of the client's
 * request, as reported by a proxy ({@code X-Forwarded-Host}, {@code -Port} and {@code -Proto}). A forged header does no
 * harm, because the link is only given to the client that sent the header.
 *
 * <p>A client that is redirected here by a proxy or a hosts file still names the host of the original service. A link
 * to that host would not lead here, so the link gets the local address of the connection.
 *
 * @param chosen  empty for the address of each client's request
 * @param foreign hosts of other services that clients may name, in addition to those of the clouds; lower case, without
 *                port
 */
public record PublicAddress(Optional<URI> chosen, Set<String> foreign) {
    /** Domains of the clouds whose dialects this service speaks. */
    private static final Set<String> CLOUDS = Set.of("volcengineapi.com", "volcengine.com", "speedifyvolcai.com",
            "volces.com", "byteplusapi.com", "bytepluses.com", "302.ai", "302ai.cn", "302ai.com", "openai.com");
    private static final Pattern HOST = Pattern.compile("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::([0-9]{1,5}))?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public PublicAddress {
        foreign = foreign.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private record Named(String host, OptionalInt port) {
        static Optional<Named> of(Optional<String> header) {
            // Each proxy appends to the list; the first host is the client's.
            return header.map(text -> HOST.matcher(text.replaceFirst(",.*", "").strip())).filter(Matcher::matches)
                    .map(parts -> new Named(parts.group(1).toLowerCase(Locale.ROOT), number(parts.group(2))));
        }

        private static OptionalInt number(@org.jspecify.annotations.Nullable String text) {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        }
    }

    /** Without a trailing slash. */
    public String of(HttpServletRequest asking) {
        String base = chosen.map(URI::toString).orElseGet(() -> asked(asking));
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private String asked(HttpServletRequest asking) {
        Optional<Named> named = Named.of(header(asking, "X-Forwarded-Host"))
                .or(() -> Named.of(header(asking, "Host")));
        if (named.isEmpty() || isForeign(named.get().host())) {
            return local(asking);
        }
        boolean secure = asking.getScheme().equals("https");
        int usual = secure ? HTTPS : HTTP;
        // The client's own Host header is right even if the proxy listens on another port.
        int port = named.get().port().orElseGet(() -> forwardedPort(asking).orElse(usual));
        return asking.getScheme() + "://" + named.get().host() + (port == usual ? "" : ":" + port);
    }

    private boolean isForeign(String host) {
        return foreign.contains(host)
                || CLOUDS.stream().anyMatch(cloud -> host.equals(cloud) || host.endsWith("." + cloud));
    }

    private static String local(HttpServletRequest asking) {
        String address = asking.getLocalAddr();
        return "http://" + (address.indexOf(':') < 0 ? address : "[" + address.replaceFirst("%.*", "") + "]") + ":"
                + asking.getLocalPort();
    }

    private static OptionalInt forwardedPort(HttpServletRequest asking) {
        return Stream.of(header(asking, "X-Forwarded-Port")).flatMap(Optional::stream)
                .map(text -> text.replaceFirst(",.*", "").strip()).filter(text -> text.matches("[0-9]{1,5}"))
                .mapToInt(Integer::parseInt).findFirst();
    }

    private static Optional<String> header(HttpServletRequest asking, String name) {
        return Optional.ofNullable(asking.getHeader(name));
    }
}
