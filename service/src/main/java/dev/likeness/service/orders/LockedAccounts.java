package dev.likeness.service.orders;

import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.keys.KeyMeter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Balances and limits of all accounts and keys that order in one transaction. Their rows are locked. */
final class LockedAccounts {
    // Every transaction locks in this sort order, so that there are no deadlocks. Not "for update", which would block
    // the settlement of earlier orders.
    private static final String LOCK = """
            select k.id, k.account_id, a.balance_micros, k.most_a_second, k.most_open, k.quota_total_micros,
                k.quota_month_micros, k.quota_day_micros, k.quota_hour_micros, m.*
            from api_keys k join accounts a on a.id = k.account_id join key_meters m on m.key_id = k.id
            where k.id = any(?) order by a.id, k.id for no key update of a, m
            """;

    private record LockedKey(AccountId account, KeyMeter meter) {}

    private final Map<KeyId, LockedKey> keys = new HashMap<>();
    private final Map<AccountId, Money> balances = new HashMap<>();
    private final Map<KeyId, LockedKey> changed = new LinkedHashMap<>();
    private final Instant now;

    private LockedAccounts(Instant now) {
        this.now = now;
    }

    static LockedAccounts lock(Sql sql, List<Submission> submissions) throws SQLException {
        List<Long> ids = submissions.stream().map(submission -> submission.key().value()).distinct().toList();
        LockedAccounts standings = sql.read(LOCK, rows -> new LockedAccounts(clock(sql)).with(rows), Sql.numbers(ids));
        standings.countOpen(sql);
        return standings;
    }

    private LockedAccounts with(ResultSet rows) throws SQLException {
        while (rows.next()) {
            KeyId key = new KeyId(rows.getLong("id"));
            AccountId account = new AccountId(rows.getLong("account_id"));
            keys.put(key, new LockedKey(account, new KeyMeter(key, rows, now)));
            balances.put(account, new Money(rows.getLong("balance_micros")));
        }
        return this;
    }

    // Read once the locks are held: only then does time not run backwards from one transaction to the next.
    private static Instant clock(Sql sql) throws SQLException {
        return sql.one("select clock_timestamp() as now", row -> Sql.instant(row, "now").orElseThrow());
    }

    private void countOpen(Sql sql) throws SQLException {
        List<Long> counting = keys.entrySet().stream().filter(entry -> entry.getValue().meter().countsOpen())
                .map(entry -> entry.getKey().value()).toList();
        if (counting.isEmpty()) {
            return;
        }
        sql.list("""
                select key_id, count(*) as orders from tasks where finished_at is null and key_id = any(?)
                group by key_id
                """, row -> Map.entry(new KeyId(row.getLong("key_id")), row.getInt("orders")), Sql.numbers(counting))
                .forEach(open -> Optional.ofNullable(keys.get(open.getKey())).orElseThrow().meter()
                        .setOpen(open.getValue()));
    }

    /**
     * Takes the price of the submission from the balance and counts it on the key's meter.
     *
     * @return the time of the order
     * @throws dev.likeness.core.PortraitException when a limit is reached or the balance is too low; nothing is taken
     *            then
     */
    Instant take(Submission submission, Money price) {
        LockedKey standing = Optional.ofNullable(keys.get(submission.key()))
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

    void write(Sql sql) throws SQLException {
        sql.batch("update accounts set balance_micros = ? where id = ?",
                changed.values().stream().map(LockedKey::account).distinct().toList(),
                account -> List.of(balances.getOrDefault(account, Money.ZERO).micros(), account.value()));
        KeyMeter.write(sql, changed.values().stream().map(LockedKey::meter).toList());
    }
}
