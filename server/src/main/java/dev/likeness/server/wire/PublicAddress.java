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
 * What links to this service begin with: the address that the operator chose, else the one that the client asked at, as a
 * proxy before us reports it ({@code X-Forwarded-Host}, {@code -Port} and {@code -Proto}). Nobody is endangered by a wrong
 * report: the link is only given to whoever sent it.
 *
 * <p>
 * A client that is led here by a proxy, a hosts file or an exchanged URL still names the host it believes to talk to. A
 * link there would lead to somebody else, so it begins with the address at which the connection came in.
 *
 * @param chosen  empty for the address that each client asked at
 * @param foreign hosts that clients name although they are others', besides those of the clouds; lower case, no port
 */
public record PublicAddress(Optional<URI> chosen, Set<String> foreign) {
    /** Domains of the clouds whose clients work here. */
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
            // Proxies in a row append to the list; the first is what the client named.
            return header.map(text -> HOST.matcher(text.replaceFirst(",.*", "").strip())).filter(Matcher::matches)
                    .map(parts -> new Named(parts.group(1).toLowerCase(Locale.ROOT), number(parts.group(2))));
        }

        private static OptionalInt number(@org.jspecify.annotations.Nullable String text) {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        }
    }

    /** Without a slash at its end. */
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
        // What the client itself wrote is right even where the proxy listens on another port.
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
