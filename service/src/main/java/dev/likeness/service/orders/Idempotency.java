package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;

/**
 * Makes it safe to repeat a request that orders.
 *
 * @param key      the client's id of this request, {@code Idempotency-Key}; 1 to 255 characters
 * @param bodyHash tells whether a repeated request is the same, for example the SHA-256 of its body in hexadecimal
 */
public record Idempotency(String key, String bodyHash) {
    private static final int LONGEST = 255;

    public Idempotency {
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw new PortraitException.InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "Idempotency-Key must have 1 to " + LONGEST + " printable characters: a UUID does well");
        }
    }
}
