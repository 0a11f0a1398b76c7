package dev.likeness.relay;

import dev.likeness.relay.Exchange.Broken;
import dev.likeness.relay.Exchange.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Gets pictures by the links in an upstream's answers. A link leads to a public host or to the upstream itself: what
 * answers must not send this service into the operator's own network.
 */
final class ResultLinks {
    private static final int REDIRECTIONS = 3;
    private static final int HTTP_OK = 200;

    private final Exchange exchange;
    private final String upstream;

    ResultLinks(Exchange exchange, URI upstream) {
        this.exchange = exchange;
        this.upstream = host(upstream);
    }

    /** The file. */
    byte[] get(String link) throws Broken {
        URI address = parsed(link);
        for (int redirection = 0; redirection <= REDIRECTIONS; redirection++) {
            if (!isAllowed(address)) {
                throw new Broken(true, "its link leads into a private network");
            }
            Reply reply = exchange.get(address);
            if (reply.status() == HTTP_OK) {
                return reply.body();
            }
            if (reply.status() / 100 != 3 || reply.location().isEmpty()) {
                throw new Broken(true, "its link answers HTTP " + reply.status());
            }
            address = address.resolve(parsed(reply.location()));
        }
        throw new Broken(true, "its link leads in circles");
    }

    private static URI parsed(String link) throws Broken {
        try {
            return URI.create(link.strip());
        } catch (IllegalArgumentException e) {
            throw new Broken(true, "its link is none");
        }
    }

    private boolean isAllowed(URI address) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = host(address);
        return (scheme.equals("https") || scheme.equals("http")) && !host.isEmpty()
                && (host.equals(upstream) || isPublic(host));
    }

    private static String host(URI address) {
        return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                byte first = address.getAddress()[0];
                boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
                boolean shared = address.getAddress().length == 4 && first == 100
                        && (address.getAddress()[1] & 0xc0) == 64;
                if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress() || address.isMulticastAddress() || uniqueLocal || shared) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
