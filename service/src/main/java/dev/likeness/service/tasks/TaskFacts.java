package dev.likeness.service.tasks;

import dev.likeness.core.PortraitRequest;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was ordered, and the times of a task's steps.
 *
 * @param batch id of the batch that the task was ordered in
 */
public record TaskFacts(AccountId account, String engine, PortraitRequest request, Money price, Optional<UUID> batch,
        Optional<URI> webhook, Instant createdAt, Optional<Instant> startedAt, Optional<Instant> finishedAt) {}
