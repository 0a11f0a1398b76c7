package dev.likeness.service.keys;

import java.util.Locale;

/** How a client proves which key it has. */
public enum SecretKind {
    /** Sends it, after {@code Authorization: Bearer}. */
    BEARER,
    /** Signs with it. */
    ACCESS_KEY;

    /** For example {@code access_key}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SecretKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
