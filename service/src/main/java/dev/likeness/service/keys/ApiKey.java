package dev.likeness.service.keys;

import dev.likeness.service.database.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret a client sends; only its digest is kept. */
record ApiKey(String secret) {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 32;
    private static final int SHOWN = 10;
    private static final int SHORTEST = 16;

    ApiKey {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("an API key needs at least " + SHORTEST
                    + " characters: make one with openssl rand -hex 32, or leave LIKENESS_API_KEY unset");
        }
    }

    static ApiKey fresh() {
        byte[] chance = new byte[BYTES];
        CHANCE.nextBytes(chance);
        return new ApiKey("lk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(chance));
    }

    byte[] sha256() {
        return Sha256.of(secret);
    }

    /** The first characters: enough to tell keys apart, too few to guess the rest. */
    String prefix() {
        return secret.substring(0, Math.min(SHOWN, secret.length() / 2));
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
