package dev.likeness.service.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The pair of id and secret with which a client signs its requests.
 *
 * @param id     sent with every request; 8 to 128 letters, digits, {@code -} or {@code _}
 * @param secret never sent; 16 characters or more
 */
public record AccessKey(String id, String secret) {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final int SHORTEST = 16;
    private static final int ID_BYTES = 18;
    private static final int SECRET_BYTES = 33;

    public AccessKey {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an access key id has 8 to 128 letters, digits, - or _");
        }
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("a secret access key needs at least " + SHORTEST
                    + " characters: make one with openssl rand -base64 32");
        }
    }

    static AccessKey fresh() {
        return new AccessKey("AKL" + text(ID_BYTES).replace('-', 'x').replace('_', 'y'), text(SECRET_BYTES));
    }

    private static String text(int bytes) {
        byte[] chance = new byte[bytes];
        CHANCE.nextBytes(chance);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }

    byte[] secretBytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return id;
    }
}
