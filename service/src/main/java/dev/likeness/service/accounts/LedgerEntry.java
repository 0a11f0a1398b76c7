package dev.likeness.service.accounts;

import dev.likeness.service.ids.TaskId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the ledger.
 *
 * @param amount what it did to the balance
 * @param task   empty for a deposit
 */
public record LedgerEntry(long id, Kind kind, Money amount, Optional<TaskId> task, Instant at) {
    /** A task's price is held when it is ordered, then settled or released. */
    public enum Kind {
        DEPOSIT, HOLD, SETTLE, RELEASE;

        /** For example {@code hold}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
