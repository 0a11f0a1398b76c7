package dev.likeness.service.accounts;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The accounts, which own money and keys and place orders. */
public final class Accounts {
    /** The account that the first start opens. */
    public static final String DEFAULT = "default";

    private static final int ACTIVE_DAYS = 30;
    // Ids grow with time: the bound on the id skips old rows, the bound on the time is exact.
    private static final String ACTIVITY = """
            select a.*, coalesce(o.waiting, 0) as waiting, coalesce(o.making, 0) as making,
                coalesce(u.portraits, 0) as portraits, coalesce(u.micros, 0)::bigint as micros,
                coalesce(k.keys, 0) as keys
            from accounts a
            left join (select account_id, count(*) filter (where state = 'in_queue') as waiting,
                    count(*) filter (where state = 'generating') as making
                from tasks where finished_at is null group by account_id) o on o.account_id = a.id
            left join (select account_id, count(*) as portraits, sum(price_micros) as micros from tasks
                where id >= ? and created_at >= ? and state not in ('failed', 'cancelled')
                group by account_id) u on u.account_id = a.id
            left join (select account_id, count(*) as keys from api_keys
                where revoked_at is null and (expires_at is null or expires_at > now())
                group by account_id) k on k.account_id = a.id
            order by a.name
            """;

    private final Database database;
    private final Ledger ledger;

    public Accounts(Database database) {
        this.database = database;
        this.ledger = new Ledger(database);
    }

    /**
     * The account of that name, opened if there is none.
     *
     * @param name 1 to 100 characters
     */
    public AccountId open(String name) {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("an account's name has 1 to 100 characters");
        }
        return database.inTransaction(sql -> {
            opened(sql, name);
            return find(name).orElseThrow();
        });
    }

    /** The account of that name. */
    public Optional<AccountId> find(String name) {
        return database.alone(sql -> sql.first("select id from accounts where name = ?",
                row -> new AccountId(row.getLong("id")), name));
    }

    /** All accounts, by name. */
    public List<AccountView> list() {
        return database.alone(sql -> sql.list("select * from accounts order by name", Accounts::view));
    }

    /** All accounts, by name, with their open orders and recent usage. */
    public List<AccountActivity> activity() {
        Instant from = LocalDate.now(ZoneOffset.UTC).minusDays(ACTIVE_DAYS - 1).atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return database.alone(sql -> sql.list(ACTIVITY,
                row -> new AccountActivity(view(row), row.getLong("waiting"), row.getLong("making"),
                        row.getLong("portraits"), new Money(row.getLong("micros")), row.getLong("keys")),
                TaskId.earliest(from.minus(Duration.ofDays(1))).value(), from));
    }

    /**
     * Adds to the account's balance.
     *
     * @param amount more than 0
     * @throws IllegalArgumentException when the account would own more than can be counted
     */
    public void deposit(AccountId account, Money amount) {
        if (amount.compareTo(Money.ZERO) <= 0) {
            throw new IllegalArgumentException("a deposit of " + amount + " PTC adds nothing: use more than 0");
        }
        ledger.deposit(account, amount);
    }

    /** What the account can still spend. */
    public Money balance(AccountId account) {
        return database.alone(sql -> sql.first("select balance_micros from accounts where id = ?",
                row -> new Money(row.getLong("balance_micros")), account.value())).orElse(Money.ZERO);
    }

    /** Deposits and balance of an account; the difference is spent, or held for open orders. */
    public record Statement(Money deposited, Money balance) {
        public Money used() {
            return new Money(deposited.micros() - balance.micros());
        }
    }

    /** The account's deposits and balance; zeros when it does not exist. */
    public Statement statement(AccountId account) {
        return database.alone(sql -> sql.first("""
                select a.balance_micros, least(9223372036854775807, coalesce((select sum(amount_micros)
                    from ledger where account_id = a.id and kind = 'deposit'), 0))::bigint as deposited
                from accounts a where a.id = ?
                """,
                row -> new Statement(new Money(row.getLong("deposited")), new Money(row.getLong("balance_micros"))),
                account.value())).orElseGet(() -> new Statement(Money.ZERO, Money.ZERO));
    }

    /** Opens the account within this transaction; false when it already exists. */
    public static boolean opened(Sql sql, String name) throws SQLException {
        return sql.update("insert into accounts (name) values (?) on conflict (name) do nothing", name) == 1;
    }

    private static AccountView view(ResultSet row) throws SQLException {
        return new AccountView(new AccountId(row.getLong("id")), row.getString("name"),
                new Money(row.getLong("balance_micros")), Sql.instant(row, "created_at").orElseThrow());
    }
}
