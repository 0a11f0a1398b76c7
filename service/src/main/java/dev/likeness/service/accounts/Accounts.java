package dev.likeness.service.accounts;

import dev.likeness.service.database.Database;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts, which own money and keys and place orders. */
public final class Accounts {
    /** The account that the first start opens. */
    public static final String DEFAULT = "default";

    private static final int ACTIVE_DAYS = 30;
    // Ids grow with time: the first bound spares reading the old ones, the second is exact.
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
     * The account of that name, opened if need be.
     *
     * @param name 1 to 100 characters
     */
    public AccountId open(String name) {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("an account's name has 1 to 100 characters");
        }
        return database.inTransaction(connection -> {
            opened(connection, name);
            return find(name).orElseThrow();
        });
    }

    /** The account of that name. */
    public Optional<AccountId> find(String name) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("select id from accounts where name = ?")) {
                select.setString(1, name);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(new AccountId(rows.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    /** All accounts, by name. */
    public List<AccountView> list() {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("select * from accounts order by name");
                    var rows = select.executeQuery()) {
                List<AccountView> accounts = new ArrayList<>();
                while (rows.next()) {
                    accounts.add(view(rows));
                }
                return accounts;
            }
        });
    }

    /** All accounts, by name, with their open orders and recent usage. */
    public List<AccountActivity> activity() {
        OffsetDateTime from = LocalDate.now(ZoneOffset.UTC).minusDays(ACTIVE_DAYS - 1).atStartOfDay()
                .atOffset(ZoneOffset.UTC);
        return database.alone(connection -> {
            try (var select = connection.prepareStatement(ACTIVITY)) {
                select.setLong(1, TaskId.earliest(from.minusDays(1).toInstant()).value());
                select.setObject(2, from);
                try (var rows = select.executeQuery()) {
                    List<AccountActivity> accounts = new ArrayList<>();
                    while (rows.next()) {
                        accounts.add(new AccountActivity(view(rows), rows.getLong("waiting"), rows.getLong("making"),
                                rows.getLong("portraits"), new Money(rows.getLong("micros")), rows.getLong("keys")));
                    }
                    return accounts;
                }
            }
        });
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
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("select balance_micros from accounts where id = ?")) {
                select.setLong(1, account.value());
                try (var rows = select.executeQuery()) {
                    return rows.next() ? new Money(rows.getLong(1)) : Money.ZERO;
                }
            }
        });
    }

    /** Deposits and balance of an account; the difference is spent, or held for open orders. */
    public record Statement(Money deposited, Money balance) {
        public Money used() {
            return new Money(deposited.micros() - balance.micros());
        }
    }

    /** The account's deposits and balance; zeros when it does not exist. */
    public Statement statement(AccountId account) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("""
                    select a.balance_micros, least(9223372036854775807, coalesce((select sum(amount_micros)
                        from ledger where account_id = a.id and kind = 'deposit'), 0))::bigint as deposited
                    from accounts a where a.id = ?
                    """)) {
                select.setLong(1, account.value());
                try (var rows = select.executeQuery()) {
                    return rows.next()
                            ? new Statement(new Money(rows.getLong("deposited")),
                                    new Money(rows.getLong("balance_micros")))
                            : new Statement(Money.ZERO, Money.ZERO);
                }
            }
        });
    }

    /** Opens the account within this transaction; false when it is there already. */
    public static boolean opened(Connection connection, String name) throws SQLException {
        try (var insert = connection
                .prepareStatement("insert into accounts (name) values (?) on conflict (name) do nothing")) {
            insert.setString(1, name);
            return insert.executeUpdate() == 1;
        }
    }

    private static AccountView view(ResultSet row) throws SQLException {
        return new AccountView(new AccountId(row.getLong("id")), row.getString("name"),
                new Money(row.getLong("balance_micros")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
