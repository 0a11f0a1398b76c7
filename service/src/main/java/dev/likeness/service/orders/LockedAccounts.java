package dev.likeness.service.orders;

import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.keys.KeyMeter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Balances and limits of all accounts and keys that order in one transaction, with their rows locked. */
final class LockedAccounts {
    // Locked in the order they are sorted in, as every transaction does, so that none waits for another in a circle; not
    // "for update", which would keep the settling of earlier orders waiting.
    private static final String LOCK = """
            select k.id, k.account_id, a.balance_micros, k.most_a_second, k.most_open, k.quota_total_micros,
                k.quota_month_micros, k.quota_day_micros, k.quota_hour_micros, m.*
            from api_keys k join accounts a on a.id = k.account_id join key_meters m on m.key_id = k.id
            where k.id = any(?) order by a.id, k.id for no key update of a, m
            """;

    private record Standing(AccountId account, KeyMeter meter) {}

    private final Map<KeyId, Standing> keys = new HashMap<>();
    private final Map<AccountId, Money> balances = new HashMap<>();
    private final Map<KeyId, Standing> changed = new LinkedHashMap<>();
    private final Instant now;

    private LockedAccounts(Instant now) {
        this.now = now;
    }

    static LockedAccounts lock(Connection connection, List<Submission> submissions) throws SQLException {
        Object[] ids = submissions.stream().map(submission -> submission.key().value()).distinct().toArray();
        try (var select = connection.prepareStatement(LOCK)) {
            select.setArray(1, connection.createArrayOf("bigint", ids));
            try (var rows = select.executeQuery()) {
                LockedAccounts standings = new LockedAccounts(clock(connection));
                while (rows.next()) {
                    KeyId key = new KeyId(rows.getLong("id"));
                    AccountId account = new AccountId(rows.getLong("account_id"));
                    standings.keys.put(key, new Standing(account, new KeyMeter(key, rows, standings.now)));
                    standings.balances.put(account, new Money(rows.getLong("balance_micros")));
                }
                standings.countOpen(connection);
                return standings;
            }
        }
    }

    // Only after the locks are held does the clock never go back from one transaction to the next.
    private static Instant clock(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select clock_timestamp()"); var rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, java.time.OffsetDateTime.class).toInstant();
        }
    }

    private void countOpen(Connection connection) throws SQLException {
        Object[] counting = keys.entrySet().stream().filter(entry -> entry.getValue().meter().countsOpen())
                .map(entry -> entry.getKey().value()).toArray();
        if (counting.length == 0) {
            return;
        }
        try (var select = connection.prepareStatement(
                "select key_id, count(*) from tasks where finished_at is null and key_id = any(?) group by key_id")) {
            select.setArray(1, connection.createArrayOf("bigint", counting));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    Optional.ofNullable(keys.get(new KeyId(rows.getLong(1)))).orElseThrow().meter()
                            .setOpen(rows.getInt(2));
                }
            }
        }
    }

    /**
     * Takes what the submission costs.
     *
     * @return the moment it counts from
     * @throws dev.likeness.core.PortraitException when a limit is reached or the balance short; nothing is taken then
     */
    Instant take(Submission submission, Money price) {
        Standing standing = Optional.ofNullable(keys.get(submission.key()))
                .filter(found -> found.account().equals(submission.account()))
                .orElseThrow(() -> new StoreException("account " + submission.account().value() + " has no key "
                        + submission.key()));
        Money balance = balances.getOrDefault(submission.account(), Money.ZERO);
        standing.meter().check(submission.tasks().size(), price);
        if (balance.compareTo(price) < 0) {
            throw Ledger.balanceShort(price);
        }
        standing.meter().take(submission.tasks().size(), price);
        balances.put(submission.account(), new Money(balance.micros() - price.micros()));
        changed.put(submission.key(), standing);
        return now;
    }

    void write(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement("update accounts set balance_micros = ? where id = ?")) {
            for (AccountId account : changed.values().stream().map(Standing::account).distinct().toList()) {
                update.setLong(1, balances.getOrDefault(account, Money.ZERO).micros());
                update.setLong(2, account.value());
                update.addBatch();
            }
            update.executeBatch();
        }
        try (var update = connection.prepareStatement(KeyMeter.UPDATE)) {
            for (Standing standing : changed.values()) {
                standing.meter().addTo(update);
            }
            update.executeBatch();
        }
    }
}
