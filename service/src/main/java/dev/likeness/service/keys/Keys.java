package dev.likeness.service.keys;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates, authenticates, rotates and revokes keys. A Bearer key is stored as its SHA-256, a secret access key
 * encrypted by {@link SealedSecrets}; either is shown once, when it is created.
 */
public final class Keys {
    /** Longest time for which an old secret can be accepted beside the one that replaces it. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final Database database;
    private final KeySecrets secrets;

    public Keys(Database database, SealedSecrets sealed) {
        this.database = database;
        this.secrets = new KeySecrets(database, sealed);
    }

    /**
     * The caller whose Bearer key this is.
     *
     * @throws PortraitException.Refused when the key is unknown ({@code key_invalid}), expired or revoked
     */
    public Caller admit(String bearer) {
        KeySecrets.StoredSecret known = secrets.bearer(bearer).orElseThrow(() -> new PortraitException.Refused(
                ErrorCode.KEY_INVALID,
                "Invalid API Key: it is unknown; make one with ./likeness keys create --name NAME"));
        return admitted(known.caller(), known.state(Instant.now()));
    }

    /** The key that checks the signatures of a caller with this access key; empty when there is none. */
    public Optional<SigningKey> signingKey(String accessKeyId) {
        return secrets.accessKey(accessKeyId).map(known -> new SigningKey(known.caller(),
                new String(known.secret(), StandardCharsets.UTF_8), known.state(Instant.now())));
    }

    static Caller admitted(Caller caller, KeyState state) {
        return switch (state) {
            case VALID -> caller;
            case EXPIRED -> throw new PortraitException.Refused(ErrorCode.KEY_EXPIRED,
                    "Expired API Key: make a new one, or rotate it before it ends the next time");
            case REVOKED -> throw new PortraitException.Refused(ErrorCode.KEY_REVOKED,
                    "Revoked API Key: use another key of the account");
        };
    }

    /** Creates a key for the account. */
    public IssuedKey create(AccountId account, NewKey order) {
        return database.inTransaction(sql -> {
            KeyId id = insert(sql, account, order, false);
            return issue(sql, id, order.secrets());
        });
    }

    /**
     * Creates new secrets for the key, of the kinds it has. Its old secrets end after the overlap, or earlier if they
     * were to end earlier anyway.
     *
     * @param overlap zero (the old ones end at once) to {@link #LONGEST_OVERLAP}
     * @throws IllegalArgumentException when there is no such key, or it is revoked
     */
    public IssuedKey rotate(KeyId key, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new IllegalArgumentException("old and new secrets can be let in side by side for at most "
                    + LONGEST_OVERLAP.toDays() + " days");
        }
        return database.inTransaction(sql -> {
            Set<SecretKind> kinds = secrets.endAll(sql, key, overlap);
            if (kinds.isEmpty()) {
                throw new IllegalArgumentException("there is no valid key " + key + ": see likeness keys list");
            }
            return issue(sql, key, kinds);
        });
    }

    /**
     * Revokes the key.
     *
     * @return false when there is no such key, or it was already revoked
     */
    public boolean revoke(KeyId key) {
        boolean revoked = change("update api_keys set revoked_at = now() where id = ? and revoked_at is null", key);
        clearCache();
        return revoked;
    }

    /**
     * Sets all limits of the key.
     *
     * @return false when there is no such key
     */
    public boolean setLimits(KeyId key, Limits limits) {
        return change("""
                update api_keys set most_a_second = ?, most_open = ?, quota_total_micros = ?, quota_month_micros = ?,
                    quota_day_micros = ?, quota_hour_micros = ? where id = ?
                """, key, KeyRows.parameters(limits).toArray());
    }

    /**
     * Sets the scopes of the key.
     *
     * @return false when there is no such key
     */
    public boolean setScopes(KeyId key, Set<Scope> scopes) {
        boolean changed = change("update api_keys set scopes = ? where id = ?", key,
                Sql.texts(KeyRows.names(scopes)));
        clearCache();
        return changed;
    }

    /**
     * Sets when the key expires.
     *
     * @param end empty for never
     * @return false when there is no such key
     */
    public boolean setExpiry(KeyId key, Optional<Instant> end) {
        boolean changed = change("update api_keys set expires_at = ? where id = ?", key,
                end);
        clearCache();
        return changed;
    }

    /** The key. */
    public Optional<KeyView> find(KeyId key) {
        return KeyRows.list(database, "where k.id = ?", key.value()).stream().findFirst();
    }

    /** Every key of the account, oldest first, including revoked ones. */
    public List<KeyView> list(AccountId account) {
        return KeyRows.list(database, "where k.account_id = ?", account.value());
    }

    /** Every key, by account, oldest first. */
    public List<KeyView> list() {
        return KeyRows.list(database, "");
    }

    /**
     * Makes sure that the account {@link Accounts#DEFAULT} exists. The first call deposits the starting balance and
     * creates a key with both kinds of secret, unless credentials are given. Given credentials are accepted from now on
     * with every scope, and those given to an earlier start are revoked.
     *
     * @return the key that was created, if one was
     */
    public Optional<IssuedKey> openDefault(Money startingBalance, Optional<String> givenBearer,
            Optional<AccessKey> givenAccessKey) {
        return database.inTransaction(sql -> {
            boolean isNew = Accounts.opened(sql, Accounts.DEFAULT);
            AccountId account = new Accounts(database).find(Accounts.DEFAULT).orElseThrow();
            if (isNew && startingBalance.compareTo(Money.ZERO) > 0) {
                new Ledger(database).deposit(account, startingBalance);
            }
            if (givenBearer.isPresent() || givenAccessKey.isPresent()) {
                acceptConfigured(sql, account, givenBearer.map(ApiKey::new), givenAccessKey);
                return Optional.empty();
            }
            NewKey first = NewKey.named(Accounts.DEFAULT).with(Scope.ALL)
                    .withSecrets(Set.of(SecretKind.BEARER, SecretKind.ACCESS_KEY));
            return isNew ? Optional.of(create(account, first)) : Optional.empty();
        });
    }

    private void acceptConfigured(Sql sql, AccountId account, Optional<ApiKey> bearer, Optional<AccessKey> accessKey)
            throws SQLException {
        KeyId key = configuredKey(sql, account);
        if (bearer.isPresent()) {
            secrets.revokeConfigured(sql, SecretKind.BEARER);
            secrets.insert(sql, key, bearer.get());
        }
        if (accessKey.isPresent()) {
            secrets.revokeConfigured(sql, SecretKind.ACCESS_KEY);
            secrets.insert(sql, key, accessKey.get());
        }
        clearCache();
    }

    // Only after the commit: a request in between would put the old state back into the cache.
    private void clearCache() {
        database.afterTransaction(secrets::clearCache);
    }

    private KeyId configuredKey(Sql sql, AccountId account) throws SQLException {
        Optional<KeyId> given = sql.first("""
                update api_keys set scopes = ? where id = (select id from api_keys
                    where given and account_id = ? and revoked_at is null order by id desc limit 1) returning id
                """, row -> new KeyId(row.getLong("id")), Sql.texts(KeyRows.names(Scope.ALL)), account.value());
        return given.isPresent()
                ? given.get()
                : insert(sql, account, NewKey.named("environment").with(Scope.ALL), true);
    }

    private IssuedKey issue(Sql sql, KeyId key, Set<SecretKind> kinds) throws SQLException {
        Optional<ApiKey> bearer = kinds.contains(SecretKind.BEARER) ? Optional.of(ApiKey.fresh()) : Optional.empty();
        Optional<AccessKey> accessKey = kinds.contains(SecretKind.ACCESS_KEY)
                ? Optional.of(AccessKey.fresh())
                : Optional.empty();
        if (bearer.isPresent()) {
            secrets.insert(sql, key, bearer.get());
        }
        if (accessKey.isPresent()) {
            secrets.insert(sql, key, accessKey.get());
        }
        clearCache();
        return new IssuedKey(KeyRows.accountName(sql, key), key, bearer.map(ApiKey::secret), accessKey);
    }

    private static KeyId insert(Sql sql, AccountId account, NewKey order, boolean given) throws SQLException {
        List<Object> parameters = new ArrayList<>(KeyRows.parameters(order.limits()));
        parameters.addAll(List.of(account.value(), order.name(), Sql.texts(KeyRows.names(order.scopes())),
                order.expires(), given));
        return sql.one("""
                with key as (insert into api_keys (most_a_second, most_open, quota_total_micros, quota_month_micros,
                        quota_day_micros, quota_hour_micros, account_id, name, scopes, expires_at, given)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)
                insert into key_meters (key_id) select id from key returning key_id
                """, row -> new KeyId(row.getLong("key_id")), parameters.toArray());
    }

    /** Runs an update whose last parameter is the key's id. */
    private boolean change(String statement, KeyId key, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add(key.value());
        return database.alone(sql -> sql.update(statement, all.toArray())) == 1;
    }
}
