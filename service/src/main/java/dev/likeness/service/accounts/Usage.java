package dev.likeness.service.accounts;

import dev.likeness.service.ids.KeyId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one key ordered from one engine on one day (UTC) and was not refunded for.
 *
 * @param key     empty for orders that were placed before an account could have several keys
 * @param keyName empty likewise
 * @param day     when it was ordered
 */
public record Usage(LocalDate day, Optional<KeyId> key, String keyName, String engine, long portraits, Money spent) {}
