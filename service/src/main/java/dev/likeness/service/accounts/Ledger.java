package dev.likeness.service.accounts;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Page;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.TaskId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The ledger of deposits and charges. A task's price is held when it is ordered; the hold is settled when the portrait is
 * done, or released when the task fails or is cancelled. Exactly one of the two happens, once, which the table's unique
 * indexes enforce. An entry's amount is the change of the balance, so the entries of an account add up to its balance.
 */
public final class Ledger {
    /** Largest balance: far enough below the range of 64-bit micros that refunds never overflow it. */
    static final Money MOST = Money.ptc("9000000000000");

    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    /**
     * The account's entries, newest first.
     *
     * @param before only entries older than this: the {@code next} of the page before
     * @param limit  1 to {@link Page#LONGEST}
     */
    public Page<LedgerEntry, Long> entries(AccountId account, Optional<Long> before, int limit) {
        Page.checked(limit);
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("""
                    select * from ledger where account_id = ? and id < ? order by id desc limit ?
                    """)) {
                select.setLong(1, account.value());
                select.setLong(2, before.orElse(Long.MAX_VALUE));
                select.setInt(3, limit + 1);
                try (var rows = select.executeQuery()) {
                    List<LedgerEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        long task = rows.getLong("task_id");
                        entries.add(new LedgerEntry(rows.getLong("id"),
                                LedgerEntry.Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT)),
                                new Money(rows.getLong("amount_micros")),
                                task == 0 ? Optional.empty() : Optional.of(new TaskId(task)),
                                Sql.instant(rows, "created_at").orElseThrow()));
                    }
                    return Page.of(entries, limit, LedgerEntry::id);
                }
            }
        });
    }

    /**
     * What the account ordered and was not refunded for, by day (UTC), key and engine, newest day first.
     *
     * @param from the first day
     * @param to   the last day
     */
    public List<Usage> usage(AccountId account, LocalDate from, LocalDate to) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("""
                    select (t.created_at at time zone 'UTC')::date as day, t.key_id, coalesce(k.name, '') as key_name,
                        t.engine, count(*) as portraits, sum(t.price_micros)::bigint as micros
                    from tasks t left join api_keys k on k.id = t.key_id
                    where t.account_id = ? and t.created_at >= ? and t.created_at < ?
                        and t.state not in ('failed', 'cancelled')
                    group by 1, 2, 3, 4 order by 1 desc, 2, 4
                    """)) {
                select.setLong(1, account.value());
                select.setObject(2, midnight(from));
                select.setObject(3, midnight(to.plusDays(1)));
                try (var rows = select.executeQuery()) {
                    List<Usage> usage = new ArrayList<>();
                    while (rows.next()) {
                        long key = rows.getLong("key_id");
                        usage.add(new Usage(rows.getObject("day", LocalDate.class),
                                key == 0 ? Optional.empty() : Optional.of(new KeyId(key)),
                                rows.getString("key_name"), rows.getString("engine"), rows.getLong("portraits"),
                                new Money(rows.getLong("micros"))));
                    }
                    return usage;
                }
            }
        });
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /**
     * @throws IllegalArgumentException when the account would own more than can be counted
     */
    public void deposit(AccountId account, Money amount) {
        database.inTransaction(connection -> {
            long owned = locked(connection, account);
            if (owned > MOST.micros() - amount.micros()) {
                throw new IllegalArgumentException("the account owns " + new Money(owned) + " PTC, and with "
                        + amount + " more it would own more than " + MOST + ": deposit less");
            }
            add(connection, account, amount);
            try (var insert = connection.prepareStatement(
                    "insert into ledger (account_id, kind, amount_micros) values (?, 'deposit', ?) returning id")) {
                insert.setLong(1, account.value());
                insert.setLong(2, amount.micros());
                try (var rows = insert.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        }, (connection, entry) -> isThere(connection, account, entry));
    }

    private static long locked(Connection connection, AccountId account) throws SQLException {
        try (var select = connection.prepareStatement("select balance_micros from accounts where id = ? for update")) {
            select.setLong(1, account.value());
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new StoreException("there is no account " + account.value());
                }
                return rows.getLong(1);
            }
        }
    }

    private static boolean isThere(Connection connection, AccountId account, long entry) throws SQLException {
        try (var select = connection.prepareStatement("select from ledger where id = ? and account_id = ?")) {
            select.setLong(1, entry);
            select.setLong(2, account.value());
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The price of a task, held from the moment it is ordered. */
    public record Hold(AccountId account, TaskId task, Money price) {}

    /** Writes the holds of new tasks; their sum has already been subtracted from the balance. */
    public static void hold(Connection connection, List<Hold> holds) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into ledger (account_id, task_id, kind, amount_micros) values (?, ?, 'hold', ?)
                """)) {
            for (Hold hold : holds) {
                insert.setLong(1, hold.account().value());
                insert.setLong(2, hold.task().value());
                insert.setLong(3, hold.price().negated().micros());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public static PortraitException.Refused balanceShort(Money price) {
        return new PortraitException.Refused(ErrorCode.BALANCE_SHORT, "the balance is below the price of " + price
                + " PTC: top it up, for example with ./likeness accounts deposit NAME 100");
    }

    /** Refunds a task's price to the balance and to those of the key's quotas whose window is still open. */
    public static void release(Connection connection, TaskId task) throws SQLException {
        // Lock order: account before key, as everywhere, so that transactions cannot deadlock.
        long held = update(connection, """
                update accounts a set balance_micros = balance_micros + t.price_micros
                from tasks t where t.id = ? and a.id = t.account_id
                """, task);
        if (held != 1) {
            throw new StoreException("task " + task + " holds no money that could be released");
        }
        update(connection, """
                update key_meters m set total_micros = total_micros - t.price_micros,
                    month_micros = month_micros - case when t.created_at >= month_start then t.price_micros else 0 end,
                    day_micros = day_micros - case when t.created_at >= day_start then t.price_micros else 0 end,
                    hour_micros = hour_micros - case when t.created_at >= hour_start then t.price_micros else 0 end
                from tasks t where t.id = ? and m.key_id = t.key_id
                """, task);
        update(connection, """
                insert into ledger (account_id, task_id, kind, amount_micros)
                select account_id, id, 'release', price_micros from tasks where id = ?
                """, task);
    }

    private static int update(Connection connection, String sql, TaskId task) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            update.setLong(1, task.value());
            return update.executeUpdate();
        }
    }

    private static void add(Connection connection, AccountId account, Money amount) throws SQLException {
        try (var update = connection.prepareStatement(
                "update accounts set balance_micros = balance_micros + ? where id = ?")) {
            update.setLong(1, amount.micros());
            update.setLong(2, account.value());
            update.executeUpdate();
        }
    }
}
