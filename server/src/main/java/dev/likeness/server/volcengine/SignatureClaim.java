package dev.likeness.server.volcengine;

import static dev.likeness.server.volcengine.VolcengineError.INVALID_AUTHORIZATION;
import static dev.likeness.server.volcengine.VolcengineError.INVALID_CREDENTIAL;
import static dev.likeness.server.volcengine.VolcengineError.INVALID_TIMESTAMP;
import static dev.likeness.server.volcengine.VolcengineError.MISSING_REQUEST_INFO;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The signature parameters of a request, not yet verified.
 *
 * @param date          as sent: yyyyMMdd'T'HHmmss'Z'
 * @param signedHeaders lower-case names in the order received; some signers do not sort them
 * @param signature     hexadecimal
 * @param inQuery       whether the signature is in the query; then headers and body are not signed
 * @param token         the temporary token; empty for none
 */
record SignatureClaim(Credential credential, String date, List<String> signedHeaders, String signature, boolean inQuery,
        Optional<String> token) {
    private static final String ALGORITHM = "HMAC-SHA256";
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final int MOST_HEADERS = 50;

    static Verdict<SignatureClaim> of(ReceivedRequest request) {
        Optional<String> header = request.header("authorization").filter(text -> !text.isEmpty());
        return header.isPresent() ? ofHeader(request, header.get()) : ofQuery(request);
    }

    private static Verdict<SignatureClaim> ofHeader(ReceivedRequest request, String authorization) {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            return Verdict.refused(INVALID_AUTHORIZATION, "the header Authorization must begin with \"" + ALGORITHM
                    + " \": sign the request with an access key pair");
        }
        String credential = "";
        String headers = "";
        String signature = "";
        for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            String value = pair.length == 2 ? pair[1].strip() : "";
            switch (pair[0]) {
                case "Credential" -> credential = value;
                case "SignedHeaders" -> headers = value;
                case "Signature" -> signature = value;
                default -> {
                    return Verdict.refused(INVALID_AUTHORIZATION,
                            "the header Authorization holds something other than Credential, SignedHeaders and Signature");
                }
            }
        }
        return of(new Parts(credential, request.header("x-date").or(() -> request.header("date")).orElse(""), headers,
                signature, false, request.header("x-security-token")));
    }

    private static Verdict<SignatureClaim> ofQuery(ReceivedRequest request) {
        Optional<String> signature = request.parameter("X-Signature");
        if (signature.isEmpty()) {
            return Verdict.refused(MISSING_REQUEST_INFO,
                    "the request is not signed: send the header Authorization: HMAC-SHA256 Credential=…, "
                            + "SignedHeaders=…, Signature=…");
        }
        if (!request.parameter("X-Algorithm").orElse(ALGORITHM).equals(ALGORITHM)) {
            return Verdict.refused(INVALID_AUTHORIZATION, "X-Algorithm must be " + ALGORITHM);
        }
        return of(new Parts(request.parameter("X-Credential").orElse(""), request.parameter("X-Date").orElse(""),
                request.parameter("X-SignedHeaders").orElse(""), signature.get(), true,
                request.parameter("X-Security-Token").or(() -> request.header("x-security-token"))));
    }

    private record Parts(String credential, String date, String headers, String signature, boolean inQuery,
            Optional<String> token) {}

    private static Verdict<SignatureClaim> of(Parts parts) {
        if (parts.date().isEmpty()) {
            return Verdict.refused(MISSING_REQUEST_INFO,
                    "X-Date is missing: send the time of signing as yyyyMMdd'T'HHmmss'Z' in UTC");
        }
        if (instant(parts.date()).isEmpty()) {
            return Verdict.refused(INVALID_TIMESTAMP,
                    "X-Date cannot be read: write it as yyyyMMdd'T'HHmmss'Z' in UTC, for example 20260102T030405Z");
        }
        if (parts.credential().isEmpty() || parts.signature().isEmpty()) {
            return Verdict.refused(INVALID_AUTHORIZATION, "Credential or Signature is missing: send "
                    + "Credential=…, SignedHeaders=…, Signature=…");
        }
        List<String> headers = parts.headers().isEmpty()
                ? List.of()
                : List.of(parts.headers().toLowerCase(Locale.ROOT).split(";", -1));
        if (headers.size() > MOST_HEADERS) {
            return Verdict.refused(INVALID_AUTHORIZATION, "SignedHeaders names more than " + MOST_HEADERS + " headers");
        }
        Optional<Credential> credential = Credential.parse(parts.credential());
        if (credential.isEmpty() || !parts.date().startsWith(credential.get().day())) {
            return Verdict.refused(INVALID_CREDENTIAL, "Credential must read ACCESS_KEY_ID/yyyyMMdd/region/service/"
                    + "request, with the day of X-Date");
        }
        return Verdict.accepted(
                new SignatureClaim(credential.get(), parts.date(), headers, parts.signature(), parts.inQuery(),
                        parts.token().filter(token -> !token.isBlank())));
    }

    /** The time of signing. */
    Instant instant() {
        return instant(date).orElseThrow();
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(LocalDateTime.parse(date, FORM).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
