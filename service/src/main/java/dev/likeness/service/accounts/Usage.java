package dev.likeness.service.accounts;

import dev.likeness.service.ids.KeyId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one key ordered of one engine on one day of UTC and was not given its money back for.
 *
 * @param key     empty for orders from before keys were told apart
 * @param keyName empty likewise
 * @param day     when it was ordered
 */
public record Usage(LocalDate day, Optional<KeyId> key, String keyName, String engine, long portraits, Money spent) {}
