package dev.likeness.service.keys;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Permissions of a key. */
public enum Scope {
    /** See orders and fetch portraits. */
    PORTRAITS_READ,
    /** Order, cancel and erase portraits. */
    PORTRAITS_WRITE,
    /** Create, change and delete style templates. Seeing them needs no scope. */
    TEMPLATES,
    /** See the account's balance, ledger and usage. */
    BOOKS,
    /** Create and change keys and limits, deposit money. */
    ADMIN;

    /** The scopes of a key for which none are named: all but {@link #ADMIN}. */
    public static final Set<Scope> DEFAULT = Set.of(PORTRAITS_READ, PORTRAITS_WRITE, TEMPLATES, BOOKS);
    /** Everything. */
    public static final Set<Scope> ALL = Set.copyOf(EnumSet.allOf(Scope.class));

    /** For example {@code portraits:write}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /**
     * @throws IllegalArgumentException when there is no such scope; the message lists those there are
     */
    public static Scope ofWireName(String name) {
        return Arrays.stream(values()).filter(scope -> scope.wireName().equals(name.strip())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scope \"" + name.strip() + "\": use "
                        + Arrays.stream(values()).map(Scope::wireName).collect(Collectors.joining(", "))));
    }
}
