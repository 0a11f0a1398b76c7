package dev.likeness.server.volcengine;

import static dev.likeness.server.volcengine.VolcengineError.INVALID_TIMESTAMP;
import static dev.likeness.server.volcengine.VolcengineError.SIGNATURE_DOES_NOT_MATCH;

import dev.likeness.core.signing.Hmac256;
import dev.likeness.core.signing.QueryPair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recomputes Volcengine's signature, HMAC-SHA256 as in AWS's version 4, with three differences: no prefix before the
 * secret, no algorithm name in the scope, and headers in the order in which the signer names them.
 *
 * <p>What a client signs is not always what arrives. Many sign the host name of the original service although they
 * connect to this one, HTTP libraries append a charset to the content type or a port to the host, some signers use the
 * query without canonicalizing it. Each of these parts therefore has a short list of candidates, and one combination
 * must match. This does not weaken the check: every candidate is either a received value or a name that the operator
 * has configured.
 */
final class SignatureCheck {
    /** The host name that many clients sign, whatever host they connect to. */
    static final String ORIGINAL_HOST = "visual.volcengineapi.com";
    private static final String NOTHING = Hmac256.sha256(new byte[0]);

    /** Some signers write hashes in upper case. */
    private static final List<HexFormat> HEX = List.of(HexFormat.of(), HexFormat.of().withUpperCase());

    private final Set<String> hostAliases;
    private final Duration window;
    private final InstantSource clock;

    /**
     * @param hostAliases names that clients may have signed as their host, besides the ones they sent
     */
    SignatureCheck(Set<String> hostAliases, Duration window, InstantSource clock) {
        this.hostAliases = Set.copyOf(hostAliases);
        this.window = window;
        this.clock = clock;
    }

    /** Checks that the time of signing is within the window; needs neither secret nor body. */
    Verdict<SignatureClaim> timely(SignatureClaim claim) {
        Duration off = Duration.between(claim.instant(), clock.instant()).abs();
        return off.compareTo(window) > 0
                ? Verdict.refused(INVALID_TIMESTAMP, "X-Date is " + off.toMinutes()
                        + " minutes off: set the client's clock, and sign each request anew (at most "
                        + window.toMinutes() + " minutes are allowed)")
                : Verdict.accepted(claim);
    }

    /** Checks that the request was signed with this secret, within the window. */
    Verdict<Credential> judge(ReceivedRequest request, SignatureClaim claim, String secret) {
        if (timely(claim) instanceof Verdict.Refused<SignatureClaim>(VolcengineError error, String message)) {
            return Verdict.refused(error, message);
        }
        Optional<String> announced = request.header("x-content-sha256").filter(text -> !text.isEmpty());
        if (!claim.inQuery() && announced.isPresent() && !announced.get().equalsIgnoreCase(request.hash())) {
            return otherBody();
        }
        Credential signed = claim.credential();
        byte[] key = Hmac256.signingKey(secret, signed.day(), signed.region(), signed.service());
        boolean matches = false;
        for (String canonical : claim.inQuery() ? presigned(request, claim) : canonicalRequests(request, claim)) {
            for (HexFormat hex : HEX) {
                matches |= MessageDigest.isEqual(
                        Hmac256.signature(key, claim.date(), claim.credential().scope(), canonical, hex)
                                .getBytes(StandardCharsets.US_ASCII),
                        claim.signature().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            }
        }
        return matches
                ? Verdict.accepted(claim.credential())
                : Verdict.refused(SIGNATURE_DOES_NOT_MATCH,
                        "The request signature we calculated does not match the signature you provided. "
                                + "Check the secret access key and the signing method.");
    }

    /** The refusal when the body does not match the signed hash. */
    static <T> Verdict<T> otherBody() {
        return Verdict.refused(SIGNATURE_DOES_NOT_MATCH,
                "X-Content-Sha256 is not the SHA-256 of the body that arrived: hash the bytes exactly as they are sent");
    }

    /** All canonical forms of the request that its sender may have signed. */
    private List<String> canonicalRequests(ReceivedRequest request, SignatureClaim claim) {
        Set<String> queries = new LinkedHashSet<>(
                List.of(QueryPair.canonical(request.queryPairs()), request.query()));
        List<String> readings = new ArrayList<>();
        for (String path : paths(request)) {
            for (String query : queries) {
                for (String headers : headerBlocks(request, claim.signedHeaders())) {
                    for (String hash : hashes(request)) {
                        readings.add(Hmac256.canonicalRequest(request.method(), path, query, headers,
                                claim.signedHeaders(), hash));
                    }
                }
            }
        }
        return readings;
    }

    /** The path may be written with an extra slash. */
    private static Set<String> paths(ReceivedRequest request) {
        return new LinkedHashSet<>(List.of(request.path(), "/"));
    }

    private static Set<String> hashes(ReceivedRequest request) {
        return new LinkedHashSet<>(List.of(request.hash(), request.hash().toUpperCase(Locale.ROOT)));
    }

    private static List<String> presigned(ReceivedRequest request, SignatureClaim claim) {
        String query = QueryPair.canonical(request.queryPairs().stream()
                .filter(pair -> !pair.name().equals("X-Signature")).toList());
        // The newline that ends the block of headers is an element of its own.
        return List.of(Hmac256.canonicalRequest(request.method(), request.path(), query, "\n", claim.signedHeaders(),
                NOTHING));
    }

    private List<String> headerBlocks(ReceivedRequest request, List<String> names) {
        List<String> blocks = List.of("");
        for (String name : names) {
            Set<String> values = switch (name) {
                case "host" -> hosts(request);
                case "content-type" -> contentTypes(request);
                case "x-content-sha256" -> Set.of(request.header(name).orElse(request.hash()));
                default -> Set.of(request.header(name).orElse(""));
            };
            blocks = blocks.stream()
                    .flatMap(block -> values.stream().map(value -> block + name + ":" + value + "\n")).distinct()
                    .toList();
            if (blocks.size() > 100) {
                // Only a header that is named many times produces so many candidates, and no signer does that.
                return List.of();
            }
        }
        return blocks;
    }

    private Set<String> hosts(ReceivedRequest request) {
        Set<String> hosts = new LinkedHashSet<>();
        Stream.of("host", "x-forwarded-host").flatMap(name -> request.header(name).stream())
                .forEach(host -> {
                    hosts.add(host);
                    hosts.add(host.replaceFirst(":[0-9]+$", ""));
                });
        hosts.addAll(hostAliases);
        return hosts;
    }

    private static Set<String> contentTypes(ReceivedRequest request) {
        String sent = request.header("content-type").orElse("");
        Set<String> types = new LinkedHashSet<>(List.of(sent));
        types.add(sent.replaceFirst(";.*", "").strip());
        if (sent.isEmpty()) {
            // Some libraries sign a content type and do not send it.
            types.add("application/json");
        }
        return types;
    }
}
