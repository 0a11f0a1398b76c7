package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Decides which addresses photos may be fetched from. The parser is that of the HTTP client, so that both understand an
 * address in the same way.
 *
 * @param allowedHosts lower-case host names that are allowed whatever their IP address and port
 */
public record PhotoUrls(Set<String> allowedHosts) {
    private static final Set<Integer> PORTS = Set.of(80, 443);
    private static final int LONGEST = 4096;
    private static final Pattern DOTTED_QUAD = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** A last label that a resolver may read as a number: 2130706433, 0x7f.1, 127.1. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");
    private static final List<String> PRIVATE_NAMES = List.of("localhost", "local", "internal", "intranet", "lan",
            "home.arpa");

    /**
     * Checks what can be checked without a DNS query.
     *
     * @throws PortraitException.InvalidRequest when this is not a web address, or its host is evidently private
     */
    public HttpUrl check(String text) {
        HttpUrl url = text.length() > LONGEST ? null : HttpUrl.parse(text);
        if (url == null) {
            throw refused("it is not a web address: use http:// or https://, at most " + LONGEST + " characters");
        }
        check(url);
        return url;
    }

    /** As {@link #check(String)}, for an address that is already parsed, for example that of a redirect. */
    public void check(HttpUrl url) {
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            throw refused("it carries a user name or password: use an address that needs none, or send the photo "
                    + "itself in base64");
        }
        String host = url.host();
        if (allows(host)) {
            return;
        }
        if (!PORTS.contains(url.port())) {
            throw refused("port " + url.port() + " is not allowed: use 80 or 443, or send the photo itself in base64");
        }
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent() ? !PublicAddresses.contain(literal.get()) : isPrivateName(host)) {
            throw privateHost(host);
        }
    }

    public boolean allows(String host) {
        return allowedHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Checks the address and returns it in the form in which it is stored. */
    public URI checked(String text) {
        return check(text).uri();
    }

    public static PortraitException.InvalidRequest privateHost(String host) {
        return refused("the host " + host + " is not on the public internet: send the photo itself in base64, or have "
                + "the operator name the host in LIKENESS_PHOTO_HOSTS");
    }

    private static PortraitException.InvalidRequest refused(String why) {
        return new PortraitException.InvalidRequest(ErrorCode.PHOTO_URL_REFUSED,
                "the photo's address is refused: " + why);
    }

    private static boolean isPrivateName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return NUMERIC.matcher(name).matches()
                || PRIVATE_NAMES.stream().anyMatch(end -> name.equals(end) || name.endsWith("." + end));
    }

    private static Optional<InetAddress> literal(String host) {
        if (!host.contains(":") && !DOTTED_QUAD.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            throw privateHost(host);
        }
    }
}
