package dev.likeness.core;

import java.security.SecureRandom;

/**
 * The seed of all randomness in a rendering: the same seed, photo and parameters give the same bytes.
 *
 * @param value 0 or more
 */
public record Seed(long value) {
    /** The API's word for "choose one for me". */
    public static final long RANDOM = -1;

    private static final SecureRandom CHANCE = new SecureRandom();

    public Seed {
        if (value < 0) {
            throw new PortraitException.InvalidRequest(ErrorCode.SEED_OUT_OF_RANGE,
                    "seed is " + value + ": it must be -1 (random) or 0 and more");
        }
    }

    /** The seed a request means: -1 draws one from 0 to 2^31-1, any other number stands for itself. */
    public static Seed requested(long value) {
        return value == RANDOM ? new Seed(CHANCE.nextInt(Integer.MAX_VALUE)) : new Seed(value);
    }
}
