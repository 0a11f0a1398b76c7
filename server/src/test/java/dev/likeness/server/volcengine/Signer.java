package dev.likeness.server.volcengine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as a client does, written from the description and sharing nothing with the check. */
public final class Signer {
    private static final String SCOPE = "/cn-north-1/cv/request";

    private final String secret;
    private final String date;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private HexFormat hex = HexFormat.of();

    public Signer(String secret, String date) {
        this.secret = secret;
        this.date = date;
    }

    /** Writes its own hashes in upper case. */
    public Signer inCapitals() {
        hex = HexFormat.of().withUpperCase();
        return this;
    }

    /** Signs this header too, after the ones named before. */
    public Signer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The request as sent; the query is signed as given. */
    ReceivedRequest request(String method, String path, String query, String hash) {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        sent.put("X-Date", date);
        sent.put("Authorization", authorization("AKLTEXAMPLE0001", method, path, query, hash));
        return new ReceivedRequest(method, path, query, sent, hash);
    }

    public String authorization(String accessKeyId, String method, String path, String query, String hash) {
        String block = headers.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String names = String.join(";", headers.keySet());
        String canonical = method + "\n" + (path.isEmpty() ? "/" : path) + "\n" + query + "\n" + block + "\n" + names
                + "\n" + hash;
        return "HMAC-SHA256 Credential=" + accessKeyId + "/" + date.substring(0, 8) + SCOPE + ", SignedHeaders="
                + names + ", Signature=" + signature(canonical);
    }

    /** The query with its signature in it. */
    String presigned(String method, String path, String query) {
        return presigned("AKLTEXAMPLE0001", method, path, query);
    }

    /** As {@link #presigned(String, String, String)}, for this key. */
    public String presigned(String accessKeyId, String method, String path, String query) {
        Map<String, String> pairs = new TreeMap<>(Arrays.stream(query.split("&"))
                .collect(Collectors.toMap(pair -> pair.replaceFirst("=.*", ""), pair -> pair.replaceFirst(".*=", ""))));
        pairs.put("X-Algorithm", "HMAC-SHA256");
        pairs.put("X-Credential", accessKeyId + "%2F" + (date.substring(0, 8) + SCOPE).replace("/", "%2F"));
        pairs.put("X-Date", date);
        pairs.put("X-NotSignBody", "");
        pairs.put("X-SignedHeaders", "");
        pairs.put("X-SignedQueries", "");
        String sorted = pairs.entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
        String nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        return sorted + "&X-Signature="
                + signature(method + "\n" + path + "\n" + sorted + "\n\n\n\n" + nothing);
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(byte[] bytes) {
        return hash(bytes, HexFormat.of());
    }

    private static String hash(byte[] bytes, HexFormat hex) {
        try {
            return hex.formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String signature(String canonical) {
        try {
            String digest = hash(canonical.getBytes(StandardCharsets.UTF_8), hex);
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            for (String part : (date.substring(0, 8) + SCOPE).split("/")) {
                key = hmac(key, part);
            }
            return hex.formatHex(
                    hmac(key, "HMAC-SHA256\n" + date + "\n" + date.substring(0, 8) + SCOPE + "\n" + digest));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws java.security.GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
