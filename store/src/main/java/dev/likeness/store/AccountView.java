package dev.likeness.store;

import java.time.Instant;

/** An account as whoever administers the service may see it. */
public record AccountView(AccountId id, String name, Money balance, Instant createdAt) {}
