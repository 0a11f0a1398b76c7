package dev.likeness.server.volcengine;

import dev.likeness.core.signing.Hmac256;
import java.util.List;
import java.util.Optional;

/**
 * The id of the signing key and the scope of the signature: {@code AK/20260102/cn-north-1/cv/request}.
 *
 * @param day of the signature, yyyyMMdd
 */
record Credential(String accessKeyId, String day, String region, String service) {
    private static final String TERMINATOR = "request";
    private static final int LONGEST = 512;

    static Optional<Credential> parse(String text) {
        List<String> parts = text.length() > LONGEST ? List.of() : List.of(text.split("/", -1));
        if (parts.size() != 5 || parts.stream().anyMatch(String::isBlank) || !parts.get(4).equals(TERMINATOR)) {
            return Optional.empty();
        }
        return Optional.of(new Credential(parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
    }

    /** The scope of the derived signing key. */
    String scope() {
        return Hmac256.scope(day, region, service);
    }
}
