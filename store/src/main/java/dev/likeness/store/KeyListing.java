package dev.likeness.store;

import java.time.Instant;

/**
 * One key as its owner may see it later.
 *
 * @param prefix the key's first characters
 */
public record KeyListing(String account, String prefix, Money balance, Instant createdAt, boolean revoked) {}
