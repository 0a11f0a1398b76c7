package dev.likeness.service.links;

import dev.likeness.service.database.DataFolder;
import dev.likeness.service.database.SecretFile;
import dev.likeness.service.database.Sha256;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links that anybody may open until they expire and that only this service can make: an HMAC-SHA256 over the object,
 * the second of expiry and the key's id.
 *
 * <p>The key ring is the file {@code link.keys} in the data directory, one key a line in hexadecimal. The first key
 * signs, every key is accepted. To rotate the key, put a new line first and remove the old one a day later.
 */
public final class SignedLinks {
    /** The longest time for which a link may be valid. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_DIGITS = 8;

    private final Map<String, SecretKeySpec> ring = new LinkedHashMap<>();
    private final String signer;

    private SignedLinks(Iterable<String> keys) {
        for (String hex : keys) {
            byte[] key = HexFormat.of().parseHex(hex.strip());
            ring.put(HexFormat.of().formatHex(Sha256.of(hex.strip())).substring(0, ID_DIGITS),
                    new SecretKeySpec(key, ALGORITHM));
        }
        signer = ring.keySet().iterator().next();
    }

    /** With the keys of this data directory; creates a key when there is none. */
    public static SignedLinks open(Path data) {
        try {
            DataFolder.open(data);
            return new SignedLinks(SecretFile.readOrCreate(data.resolve("link.keys")).lines().toList());
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("cannot read the keys of links in " + data.resolve("link.keys")
                    + ": each line must be a key in hexadecimal", e);
        }
    }

    /**
     * The three query parameters of a link.
     *
     * @param expires second since 1970 after which the link is not accepted
     * @param key     id of the key that signed it
     */
    public record Signature(long expires, String key, String mac) {
        /** From the three query parameters; empty when the first is not a number. */
        public static Optional<Signature> parse(String expires, String key, String mac) {
            try {
                return Optional.of(new Signature(Long.parseLong(expires), key, mac));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** The query of a link: {@code e=…&k=…&s=…}. */
        public String query() {
            return "e=" + expires + "&k=" + key + "&s=" + mac;
        }
    }

    /** Signs a link to the object that is valid for {@code life}, at most {@link #LONGEST}. */
    public Signature sign(ObjectName object, Duration life) {
        Duration granted = life.compareTo(LONGEST) > 0 ? LONGEST : life;
        return signUntil(object, Instant.now().plus(granted).getEpochSecond());
    }

    Signature signUntil(ObjectName object, long expires) {
        return new Signature(expires, signer, mac(object, expires, signer));
    }

    /** Whether we signed this and it has not expired. */
    public boolean holds(ObjectName object, Signature signature) {
        long now = Instant.now().getEpochSecond();
        if (!ring.containsKey(signature.key()) || signature.expires() < now
                || signature.expires() > now + LONGEST.toSeconds()) {
            return false;
        }
        return MessageDigest.isEqual(
                mac(object, signature.expires(), signature.key()).getBytes(StandardCharsets.US_ASCII),
                signature.mac().getBytes(StandardCharsets.UTF_8));
    }

    /** Of all keys that are accepted. */
    public Set<String> keyIds() {
        return Set.copyOf(ring.keySet());
    }

    /** Whether the signature names one of our keys, even if it is invalid otherwise. */
    public boolean knows(Signature signature) {
        return ring.containsKey(signature.key());
    }

    private String mac(ObjectName object, long expires, String keyId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(Optional.ofNullable(ring.get(keyId)).orElseThrow());
            byte[] text = (object + "\n" + expires + "\n" + keyId).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }
}
