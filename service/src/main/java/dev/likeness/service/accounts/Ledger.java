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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
        return Page.of(database.alone(sql -> sql.list(
                "select * from ledger where account_id = ? and id < ? order by id desc limit ?", Ledger::entry,
                account.value(), before.orElse(Long.MAX_VALUE), limit + 1)), limit, LedgerEntry::id);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(row.getLong("id"),
                LedgerEntry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Money(row.getLong("amount_micros")), Sql.number(row, "task_id").map(TaskId::new),
                Sql.instant(row, "created_at").orElseThrow());
    }

    /**
     * What the account ordered and was not refunded for, by day (UTC), key and engine, newest day first.
     *
     * @param from the first day
     * @param to   the last day
     */
    public List<Usage> usage(AccountId account, LocalDate from, LocalDate to) {
        return database.alone(sql -> sql.list("""
                select (t.created_at at time zone 'UTC')::date as day, t.key_id, coalesce(k.name, '') as key_name,
                    t.engine, count(*) as portraits, sum(t.price_micros)::bigint as micros
                from tasks t left join api_keys k on k.id = t.key_id
                where t.account_id = ? and t.created_at >= ? and t.created_at < ?
                    and t.state not in ('failed', 'cancelled')
                group by 1, 2, 3, 4 order by 1 desc, 2, 4
                """,
                row -> new Usage(row.getObject("day", LocalDate.class), Sql.number(row, "key_id").map(KeyId::new),
                        row.getString("key_name"), row.getString("engine"), row.getLong("portraits"),
                        new Money(row.getLong("micros"))),
                account.value(), midnight(from), midnight(to.plusDays(1))));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /**
     * @throws IllegalArgumentException when the account would own more than can be counted
     */
    public void deposit(AccountId account, Money amount) {
        database.inTransaction(sql -> {
            long owned = locked(sql, account);
            if (owned > MOST.micros() - amount.micros()) {
                throw new IllegalArgumentException("the account owns " + new Money(owned) + " PTC, and with "
                        + amount + " more it would own more than " + MOST + ": deposit less");
            }
            sql.update("update accounts set balance_micros = balance_micros + ? where id = ?", amount.micros(),
                    account.value());
            return sql.one(
                    "insert into ledger (account_id, kind, amount_micros) values (?, 'deposit', ?) returning id",
                    row -> row.getLong("id"), account.value(), amount.micros());
        }, (sql, entry) -> sql.exists("select from ledger where id = ? and account_id = ?", entry, account.value()));
    }

    private static long locked(Sql sql, AccountId account) throws SQLException {
        return sql.first("select balance_micros from accounts where id = ? for update",
                row -> row.getLong("balance_micros"), account.value())
                .orElseThrow(() -> new StoreException("there is no account " + account.value()));
    }

    /** The price of a task, held from the moment it is ordered. */
    public record Hold(AccountId account, TaskId task, Money price) {}

    /** Writes the holds of new tasks; their sum has already been subtracted from the balance. */
    public static void hold(Sql sql, List<Hold> holds) throws SQLException {
        sql.batch("insert into ledger (account_id, task_id, kind, amount_micros) values (?, ?, 'hold', ?)", holds,
                hold -> List.of(hold.account().value(), hold.task().value(), hold.price().negated().micros()));
    }

    public static PortraitException.Refused balanceShort(Money price) {
        return new PortraitException.Refused(ErrorCode.BALANCE_SHORT, "the balance is below the price of " + price
                + " PTC: top it up, for example with ./likeness accounts deposit NAME 100");
    }

    /** Refunds a task's price to the balance and to those of the key's quotas whose window is still open. */
    public static void release(Sql sql, TaskId task) throws SQLException {
        Money price = sql.first("select price_micros from tasks where id = ?",
                row -> new Money(row.getLong("price_micros")), task.value()).orElse(Money.ZERO);
        giveBack(sql, task, price);
        sql.update("""
                insert into ledger (account_id, task_id, kind, amount_micros)
                select account_id, id, 'release', price_micros from tasks where id = ?
                """, task.value());
    }

    /** Adds this part of what was held for a task to the balance and to those of the key's quotas whose window is open. */
    public static void giveBack(Sql sql, TaskId task, Money amount) throws SQLException {
        // Lock order: account before key, as everywhere, so that transactions cannot deadlock.
        long held = sql.update("""
                update accounts a set balance_micros = balance_micros + ?
                from tasks t where t.id = ? and a.id = t.account_id
                """, amount.micros(), task.value());
        if (held != 1) {
            throw new StoreException("task " + task + " holds no money that could be released");
        }
        sql.update("""
                update key_meters m set total_micros = total_micros - back,
                    month_micros = month_micros - case when t.created_at >= month_start then back else 0 end,
                    day_micros = day_micros - case when t.created_at >= day_start then back else 0 end,
                    hour_micros = hour_micros - case when t.created_at >= hour_start then back else 0 end
                from tasks t, (select ?::bigint as back) given where t.id = ? and m.key_id = t.key_id
                """, amount.micros(), task.value());
    }
}
