package dev.likeness.core.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of Volcengine's signature: HMAC-SHA256 as in AWS's version 4, without a prefix before the secret and
 * without the name of the algorithm in the scope.
 *
 * <pre>
 * canonical request = METHOD \n path \n query \n headers, each with \n \n names of the headers \n hash of the body
 * string to sign    = HMAC-SHA256 \n date \n scope \n hash of the canonical request
 * signature         = HMAC of the string to sign, under the secret turned by day, region, service and "request"
 * </pre>
 */
public final class Hmac256 {
    /** Its name in the header and in the string to sign. */
    public static final String ALGORITHM = "HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final String TERMINATOR = "request";

    private Hmac256() {}

    /** The scope of a signature: {@code 20260102/cn-north-1/cv/request}. */
    public static String scope(String day, String region, String service) {
        return day + "/" + region + "/" + service + "/" + TERMINATOR;
    }

    /** The key of one day, region and service. */
    public static byte[] signingKey(String secret, String day, String region, String service) {
        byte[] ofDay = hmac(secret.getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(ofDay, region), service), TERMINATOR);
    }

    /**
     * @param query   as it is signed: {@link QueryPair#canonical}
     * @param headers {@code name:value\n} of each signed header, in the order of {@code names}
     * @param names   lower case
     * @param hash    SHA-256 of the body, in hexadecimal
     */
    public static String canonicalRequest(String method, String path, String query, String headers, List<String> names,
            String hash) {
        return String.join("\n", method, path, query, headers, String.join(";", names), hash);
    }

    /**
     * The signature, in lower-case hexadecimal.
     *
     * @param date yyyyMMdd'T'HHmmss'Z'
     * @param hex  how the hash of the canonical request is written; signers differ
     */
    public static String signature(byte[] key, String date, String scope, String canonical, HexFormat hex) {
        String text = ALGORITHM + "\n" + date + "\n" + scope + "\n"
                + hex.formatHex(digest(canonical.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(hmac(key, text));
    }

    /** In lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + HMAC, e);
        }
    }
}
