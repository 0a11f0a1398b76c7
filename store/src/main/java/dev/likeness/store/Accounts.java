package dev.likeness.store;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may order, and with which keys. */
public final class Accounts {
    /** The account that the first start opens. */
    public static final String DEFAULT = "default";

    private final Database database;
    private final Ledger ledger;

    public Accounts(Database database) {
        this.database = database;
        this.ledger = new Ledger(database);
    }

    /** The account whose key this is; empty for an unknown or revoked one. */
    public Optional<AccountId> authenticate(String key) {
        byte[] hash = ApiKey.sha256(key);
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement(
                    "select account_id, hash from api_keys where hash = ? and revoked_at is null")) {
                select.setBytes(1, hash);
                try (var rows = select.executeQuery()) {
                    return rows.next() && MessageDigest.isEqual(hash, rows.getBytes("hash"))
                            ? Optional.of(new AccountId(rows.getLong("account_id")))
                            : Optional.empty();
                }
            }
        });
    }

    /** What the account can still spend. */
    public Money balance(AccountId account) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("select balance_micros from accounts where id = ?")) {
                select.setLong(1, account.value());
                try (var rows = select.executeQuery()) {
                    return rows.next() ? new Money(rows.getLong(1)) : Money.ZERO;
                }
            }
        });
    }

    /** What an account was given, what it has spent or holds for open orders, and what is left. */
    public record Statement(Money deposited, Money balance) {
        public Money used() {
            return new Money(deposited.micros() - balance.micros());
        }
    }

    /** Where the account stands. */
    public Statement statement(AccountId account) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select a.balance_micros, coalesce((select sum(amount_micros) from ledger
                        where account_id = a.id and kind = 'deposit'), 0)::bigint as deposited
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

    /**
     * Makes sure that the account {@link #DEFAULT} exists. The first call deposits the starting balance and makes a key,
     * unless one is given; a given key is let in from now on, and an earlier given one no longer.
     *
     * @return the key that was made, if one was
     */
    public Optional<IssuedKey> openDefault(Money startingBalance, Optional<String> givenKey) {
        return database.inTransaction(connection -> {
            boolean isNew = open(connection, DEFAULT);
            AccountId account = id(connection, DEFAULT);
            if (isNew && startingBalance.compareTo(Money.ZERO) > 0) {
                ledger.deposit(account, startingBalance);
            }
            if (givenKey.isPresent()) {
                letIn(connection, account, new ApiKey(givenKey.get()));
                return Optional.empty();
            }
            return isNew ? Optional.of(issue(connection, account, DEFAULT)) : Optional.empty();
        });
    }

    /** A new key for the named account, which is opened if need be; the deposit comes on top of what it has. */
    public IssuedKey createKey(String name, Money deposit) {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("an account's name has 1 to 100 characters");
        }
        if (deposit.compareTo(Money.ZERO) < 0) {
            throw new IllegalArgumentException("a deposit cannot be negative");
        }
        return database.inTransaction(connection -> {
            open(connection, name);
            AccountId account = id(connection, name);
            if (deposit.compareTo(Money.ZERO) > 0) {
                ledger.deposit(account, deposit);
            }
            return issue(connection, account, name);
        });
    }

    /** Every key ever made, by account, newest last. */
    public List<KeyListing> listKeys() {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select a.name, k.prefix, a.balance_micros, k.created_at, k.revoked_at is not null as revoked
                    from api_keys k join accounts a on a.id = k.account_id order by a.name, k.id
                    """); var rows = select.executeQuery()) {
                List<KeyListing> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(new KeyListing(rows.getString("name"), rows.getString("prefix"),
                            new Money(rows.getLong("balance_micros")),
                            rows.getObject("created_at", OffsetDateTime.class).toInstant(),
                            rows.getBoolean("revoked")));
                }
                return keys;
            }
        });
    }

    /**
     * Lets in no longer: every key of the account of that name, or the keys that begin so.
     *
     * @param nameOrPrefix an account's name, or a prefix as {@link #listKeys} shows it
     * @return how many keys were revoked
     */
    public int revoke(String nameOrPrefix) {
        return database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update api_keys k set revoked_at = now() from accounts a
                    where a.id = k.account_id and k.revoked_at is null and (a.name = ? or k.prefix = ?)
                    """)) {
                update.setString(1, nameOrPrefix);
                update.setString(2, nameOrPrefix);
                return update.executeUpdate();
            }
        });
    }

    private static boolean open(Connection connection, String name) throws SQLException {
        try (var insert = connection
                .prepareStatement("insert into accounts (name) values (?) on conflict (name) do nothing")) {
            insert.setString(1, name);
            return insert.executeUpdate() == 1;
        }
    }

    private static AccountId id(Connection connection, String name) throws SQLException {
        try (var select = connection.prepareStatement("select id from accounts where name = ?")) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                rows.next();
                return new AccountId(rows.getLong(1));
            }
        }
    }

    private static IssuedKey issue(Connection connection, AccountId account, String name) throws SQLException {
        ApiKey key = ApiKey.fresh();
        insert(connection, account, key, false);
        return new IssuedKey(name, key.secret());
    }

    private static void letIn(Connection connection, AccountId account, ApiKey key) throws SQLException {
        try (var update = connection.prepareStatement(
                "update api_keys set revoked_at = now() where given and hash <> ? and revoked_at is null")) {
            update.setBytes(1, key.sha256());
            update.executeUpdate();
        }
        insert(connection, account, key, true);
    }

    private static void insert(Connection connection, AccountId account, ApiKey key, boolean given)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into api_keys (account_id, hash, prefix, given) values (?, ?, ?, ?)
                on conflict (hash) do update set revoked_at = null
                """)) {
            insert.setLong(1, account.value());
            insert.setBytes(2, key.sha256());
            insert.setString(3, key.prefix());
            insert.setBoolean(4, given);
            insert.executeUpdate();
        }
    }
}
