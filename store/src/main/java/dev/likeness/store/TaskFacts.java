package dev.likeness.store;

import dev.likeness.core.PortraitRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was ordered, and when what happened.
 *
 * @param batch names the tasks of one request together
 */
public record TaskFacts(AccountId account, String engine, PortraitRequest request, Money price, Optional<UUID> batch,
        Optional<URI> webhook, Instant createdAt, Optional<Instant> startedAt, Optional<Instant> finishedAt) {}
