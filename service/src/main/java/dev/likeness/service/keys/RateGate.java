package dev.likeness.service.keys;

import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import java.util.List;
import java.util.Optional;

/** Limits the rate of requests that cost work but no money. They count like orders, on the same meter of the key. */
public final class RateGate {
    private static final String LOCK = """
            select k.most_a_second, k.most_open, k.quota_total_micros, k.quota_month_micros, k.quota_day_micros,
                k.quota_hour_micros, m.*, clock_timestamp() as now
            from api_keys k join key_meters m on m.key_id = k.id where k.id = ? for no key update of m
            """;

    private final Database database;

    public RateGate(Database database) {
        this.database = database;
    }

    /**
     * Counts one request of the caller.
     *
     * @throws PortraitException.LimitReached when the key sends requests too fast
     */
    public void pass(Caller caller) {
        database.inTransaction(sql -> {
            Optional<KeyMeter> locked = sql.first(LOCK,
                    row -> new KeyMeter(caller.key(), row, Sql.instant(row, "now").orElseThrow()),
                    caller.key().value());
            if (locked.isPresent()) {
                locked.get().check(0, Money.ZERO);
                locked.get().take(0, Money.ZERO);
                KeyMeter.write(sql, List.of(locked.get()));
            }
            return caller;
        });
    }
}
