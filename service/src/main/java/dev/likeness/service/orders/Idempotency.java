package dev.likeness.service.orders;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;

/**
 * Makes it safe to send an order again.
 *
 * @param key      the client's word for this one order, {@code Idempotency-Key}; 1 to 255 characters
 * @param bodyHash tells whether it is the same order, for example the SHA-256 of the body in hexadecimal
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
