package dev.likeness.server.volcengine;

import dev.likeness.core.signing.Hmac256;
import dev.likeness.core.signing.QueryPair;
import dev.likeness.server.wire.TidyPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of a received request that a signature may cover, undecoded.
 *
 * @param path    undecoded
 * @param query   undecoded; empty for none
 * @param headers by lower-case name; several of one name are joined by commas
 * @param hash    SHA-256 of the body, lower-case hexadecimal
 */
record ReceivedRequest(String method, String path, String query, Map<String, String> headers, String hash) {
    ReceivedRequest {
        path = path.isEmpty() ? "/" : path;
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value.strip()));
        headers = Map.copyOf(lower);
    }

    /** Without the body, which has not been read yet. */
    static ReceivedRequest headOf(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, String.join(",", Collections.list(request.getHeaders(name))));
        }
        return new ReceivedRequest(request.getMethod(), TidyPaths.sent(request),
                Optional.ofNullable(request.getQueryString()).orElse(""), headers, "");
    }

    ReceivedRequest withBody(byte[] body) {
        return withHash(Hmac256.sha256(body));
    }

    private ReceivedRequest withHash(String other) {
        return new ReceivedRequest(method, path, query, headers, other);
    }

    /** With the hash from the header, if there is one; then the signature can be checked before the body is read. */
    Optional<ReceivedRequest> announced() {
        return header("x-content-sha256").map(hash -> hash.toLowerCase(Locale.ROOT)).filter(hash -> !hash.isEmpty())
                .map(this::withHash);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    List<QueryPair> queryPairs() {
        return QueryPair.parse(query);
    }

    /** The first value of that name. */
    Optional<String> parameter(String name) {
        return queryPairs().stream().filter(pair -> pair.name().equals(name)).map(QueryPair::value).findFirst();
    }
}
