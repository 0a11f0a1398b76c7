package dev.likeness.service.keys;

import java.util.Locale;

/** How a client authenticates. */
public enum SecretKind {
    /** Sends the secret after {@code Authorization: Bearer}. */
    BEARER,
    /** Signs requests with the secret. */
    ACCESS_KEY;

    /** For example {@code access_key}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SecretKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
