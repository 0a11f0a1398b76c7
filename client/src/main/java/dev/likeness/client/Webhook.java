package dev.likeness.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks that a webhook comes from the service, as standardwebhooks.com has it. */
public final class Webhook {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final byte[] secret;

    /**
     * @param secret as {@link LikenessClient#webhookSecret} gives it
     */
    public Webhook(String secret) {
        this.secret = Base64.getDecoder()
                .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }

    /** Its three headers {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. */
    public record Headers(String id, String timestamp, String signature) {}

    /**
     * The portrait that the webhook tells of.
     *
     * @param body as it came, byte for byte
     * @throws IllegalArgumentException when it is not signed by the service, or older than five minutes
     */
    public Portrait verified(Headers headers, byte[] body) {
        return verified(headers, body, Instant.now());
    }

    Portrait verified(Headers headers, byte[] body, Instant now) {
        if (!headers.timestamp().matches("[0-9]{1,12}")) {
            throw new IllegalArgumentException("the webhook has no time");
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        if (Duration.between(sent, now).abs().compareTo(CLOCKS_DIFFER) > 0) {
            throw new IllegalArgumentException("the webhook is of another time: " + sent);
        }
        byte[] wanted = signature(headers.id() + "." + headers.timestamp() + ".", body);
        for (String each : headers.signature().split(" ")) {
            if (MessageDigest.isEqual(wanted, each.getBytes(StandardCharsets.UTF_8))) {
                return Portrait.of(Json.read(new String(body, StandardCharsets.UTF_8)).get("data")
                        .orElseThrow(() -> new IllegalArgumentException("the webhook tells of no portrait")));
            }
        }
        throw new IllegalArgumentException("the webhook is not signed by this service");
    }

    private byte[] signature(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }
}
