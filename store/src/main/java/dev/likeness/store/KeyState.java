package dev.likeness.store;

/** Whether a secret is let in. */
public enum KeyState {
    VALID, EXPIRED, REVOKED
}
