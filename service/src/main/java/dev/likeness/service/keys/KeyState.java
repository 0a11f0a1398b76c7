package dev.likeness.service.keys;

/** Whether a key or secret is accepted. */
public enum KeyState {
    VALID, EXPIRED, REVOKED
}
