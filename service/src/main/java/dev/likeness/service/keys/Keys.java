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
 * The keys that let callers in: made, proven, rotated, revoked. A Bearer key is kept as its SHA-256, a secret access key
 * sealed in the {@link SealedSecrets}; either is shown once, when it is made.
 */
public final class Keys {
    /** Longest time an old secret can be let in beside the one that took its place. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final Database database;
    private final KeySecrets secrets;

    public Keys(Database database, SealedSecrets safe) {
        this.database = database;
        this.secrets = new KeySecrets(database, safe);
    }

    /**
     * The caller whose Bearer key this is.
     *
     * @throws PortraitException.Refused when it is unknown ({@code key_invalid}), expired or revoked
     */
    public Caller admit(String bearer) {
        KeySecrets.Known known = secrets.bearer(bearer).orElseThrow(() -> new PortraitException.Refused(
                ErrorCode.KEY_INVALID,
                "Invalid API Key: it is unknown; make one with ./likeness keys create --name NAME"));
        return admitted(known.caller(), known.state(Instant.now()));
    }

    /** What to check the signature of a caller with who names this access key. */
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

    /** A new key for the account; its secrets are known only now. */
    public IssuedKey create(AccountId account, NewKey order) {
        return database.inTransaction(sql -> {
            KeyId id = insert(sql, account, order, false);
            return issue(sql, id, order.secrets());
        });
    }

    /**
     * New secrets for the key, of the kinds it has; those it had end after the overlap, or earlier where they were to
     * anyway.
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
     * Lets the key in no longer.
     *
     * @return false when there is no such key, or it was revoked before
     */
    public boolean revoke(KeyId key) {
        boolean revoked = change("update api_keys set revoked_at = now() where id = ? and revoked_at is null", key);
        forgetAdmissions();
        return revoked;
    }

    /**
     * Sets all limits of the key.
     *
     * @return false when there is no such key
     */
    public boolean limit(KeyId key, Limits limits) {
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
    public boolean allow(KeyId key, Set<Scope> scopes) {
        boolean changed = change("update api_keys set scopes = ? where id = ?", key,
                Sql.texts(KeyRows.names(scopes)));
        forgetAdmissions();
        return changed;
    }

    /**
     * Sets when the key expires.
     *
     * @param end empty for never
     * @return false when there is no such key
     */
    public boolean expire(KeyId key, Optional<Instant> end) {
        boolean changed = change("update api_keys set expires_at = ? where id = ?", key,
                end);
        forgetAdmissions();
        return changed;
    }

    /** The key. */
    public Optional<KeyView> find(KeyId key) {
        return KeyRows.list(database, "where k.id = ?", key.value()).stream().findFirst();
    }

    /** Every key of the account, oldest first, the revoked ones too. */
    public List<KeyView> list(AccountId account) {
        return KeyRows.list(database, "where k.account_id = ?", account.value());
    }

    /** Every key there is, by account, oldest first. */
    public List<KeyView> list() {
        return KeyRows.list(database, "");
    }

    /**
     * Makes sure that the account {@link Accounts#DEFAULT} exists. The first call deposits the starting balance and makes
     * a key of both kinds, unless credentials are given; given ones are let in from now on with every scope, and the ones
     * given before no longer.
     *
     * @return the key that was made, if one was
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
                letIn(sql, account, givenBearer.map(ApiKey::new), givenAccessKey);
                return Optional.empty();
            }
            NewKey first = NewKey.named(Accounts.DEFAULT).with(Scope.ALL)
                    .withSecrets(Set.of(SecretKind.BEARER, SecretKind.ACCESS_KEY));
            return isNew ? Optional.of(create(account, first)) : Optional.empty();
        });
    }

    private void letIn(Sql sql, AccountId account, Optional<ApiKey> bearer, Optional<AccessKey> accessKey)
            throws SQLException {
        KeyId key = givenKey(sql, account);
        if (bearer.isPresent()) {
            secrets.revokeGiven(sql, SecretKind.BEARER);
            secrets.insert(sql, key, bearer.get());
        }
        if (accessKey.isPresent()) {
            secrets.revokeGiven(sql, SecretKind.ACCESS_KEY);
            secrets.insert(sql, key, accessKey.get());
        }
        forgetAdmissions();
    }

    // Not before the change can be seen: who asks in between would bring back what was forgotten.
    private void forgetAdmissions() {
        database.afterTransaction(secrets::forgetAdmissions);
    }

    private KeyId givenKey(Sql sql, AccountId account) throws SQLException {
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
        forgetAdmissions();
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

    /** The key's id is the last parameter. */
    private boolean change(String statement, KeyId key, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add(key.value());
        return database.alone(sql -> sql.update(statement, all.toArray())) == 1;
    }
}
