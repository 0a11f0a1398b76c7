package dev.likeness.store;

/**
 * A key just made; it can be shown this once and never again.
 *
 * @param key the secret itself
 */
public record IssuedKey(String account, String key) {
    /** Without the secret, so that it reaches no log by accident. */
    @Override
    public String toString() {
        return "a key of account " + account;
    }
}
