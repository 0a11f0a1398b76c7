package dev.likeness.service.keys;

import dev.likeness.core.PortraitException;

/**
 * The key that checks a signature. Check the signature first and call {@link #admitted()} then, so that only a caller
 * who knows the secret learns the state of the key.
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
