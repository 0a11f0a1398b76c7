package dev.likeness.service.keys;

/** Whether a secret is let in. */
public enum KeyState {
    VALID, EXPIRED, REVOKED
}
