package dev.likeness.service.keys;

import dev.likeness.core.PortraitException;

/**
 * What a signature is checked with. The state is told apart from the secret so that only those who know the secret learn
 * it: check the signature first, then {@link #admitted()}.
 *
 * @param secret the secret access key as plaintext
 */
public record SigningKey(Caller caller, String secret, KeyState state) {
    /**
     * The caller.
     *
     * @throws PortraitException.Refused when the key has expired or was revoked
     */
    public Caller admitted() {
        return Keys.admitted(caller, state);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return caller + " " + state;
    }
}
