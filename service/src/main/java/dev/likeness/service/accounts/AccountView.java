package dev.likeness.service.accounts;

import dev.likeness.service.ids.AccountId;
import java.time.Instant;

/** An account as administrators see it. */
public record AccountView(AccountId id, String name, Money balance, Instant createdAt) {}
