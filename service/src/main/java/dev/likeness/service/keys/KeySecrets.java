package dev.likeness.service.keys;

import dev.likeness.service.database.ExpiringCache;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sha256;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The secrets of keys. A secret that was found is cached for {@link #CACHED_FOR}, so that a polling client does not
 * cause a database query with every request. After a revocation another process may accept the key for that long.
 */
final class KeySecrets {
    static final Duration CACHED_FOR = Duration.ofSeconds(1);

    private static final String SELECT = """
            select k.id, k.account_id, k.scopes, k.expires_at, k.revoked_at, s.hash, s.sealed, s.ends_at,
                s.revoked_at as secret_revoked
            from key_secrets s join api_keys k on k.id = s.key_id where\s""";

    private final Database database;
    private final SealedSecrets sealed;
    private final ExpiringCache<String, StoredSecret> cache = new ExpiringCache<>(CACHED_FOR);

    KeySecrets(Database database, SealedSecrets sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /** A secret as it is stored, whether it is valid or not; {@code secret} is empty for a Bearer key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredSecret(Caller caller, byte[] secret, boolean revoked, Optional<Instant> ends) {
        KeyState state(Instant now) {
            return KeyRows.state(revoked, ends, now);
        }
    }

    Optional<StoredSecret> bearer(String bearer) {
        byte[] hash = Sha256.of(bearer);
        return cache.get(HexFormat.of().formatHex(hash), () -> database.alone(sql -> sql
                .first(SELECT + "s.hash = ?",
                        row -> MessageDigest.isEqual(hash, row.getBytes("hash"))
                                ? Optional.of(stored(row, new byte[0]))
                                : Optional.<StoredSecret>empty(),
                        hash)
                .flatMap(Function.identity())));
    }

    Optional<StoredSecret> accessKey(String id) {
        return cache.get("access key " + id,
                () -> database.alone(sql -> sql.first(SELECT + "s.access_key_id = ?",
                        row -> stored(row, sealed.open(row.getBytes("sealed"), id)), id.replace('\0', ' '))));
    }

    void clearCache() {
        cache.clear();
    }

    private static StoredSecret stored(ResultSet row, byte[] secret) throws SQLException {
        Optional<Instant> ends = Stream.of(Sql.instant(row, "expires_at"), Sql.instant(row, "ends_at"))
                .flatMap(Optional::stream).min(Instant::compareTo);
        Caller caller = new Caller(new AccountId(row.getLong("account_id")), new KeyId(row.getLong("id")),
                KeyRows.scopes(row));
        return new StoredSecret(caller, secret,
                row.getObject("revoked_at") != null || row.getObject("secret_revoked") != null, ends);
    }

    void insert(Sql sql, KeyId key, ApiKey bearer) throws SQLException {
        sql.update("""
                insert into key_secrets (key_id, kind, hash, prefix) values (?, 'bearer', ?, ?)
                on conflict (hash) do update set key_id = excluded.key_id, revoked_at = null, ends_at = null
                """, key.value(), bearer.sha256(), bearer.prefix());
    }

    void insert(Sql sql, KeyId key, AccessKey accessKey) throws SQLException {
        sql.update("""
                insert into key_secrets (key_id, kind, access_key_id, sealed, prefix) values (?, 'access_key', ?, ?, ?)
                on conflict (access_key_id) do update set key_id = excluded.key_id, sealed = excluded.sealed,
                    revoked_at = null, ends_at = null
                """, key.value(), accessKey.id(), sealed.seal(accessKey.secretBytes(), accessKey.id()), accessKey.id());
    }

    /** Ends the key's current secrets after the overlap; returns their kinds. */
    Set<SecretKind> endAll(Sql sql, KeyId key, Duration overlap) throws SQLException {
        Set<SecretKind> kinds = EnumSet.noneOf(SecretKind.class);
        kinds.addAll(sql.list("""
                update key_secrets s set ends_at = least(s.ends_at, now() + ? * interval '1 millisecond')
                from api_keys k where k.id = s.key_id and k.id = ? and k.revoked_at is null and s.revoked_at is null
                    and (s.ends_at is null or s.ends_at > now())
                returning s.kind
                """, row -> SecretKind.ofWireName(row.getString("kind")), overlap.toMillis(), key.value()));
        return kinds;
    }

    /** Revokes the secrets that an earlier start took from the environment. */
    void revokeConfigured(Sql sql, SecretKind kind) throws SQLException {
        sql.update("""
                update key_secrets set revoked_at = now()
                where kind = ? and revoked_at is null and key_id in (select id from api_keys where given)
                """, kind.wireName());
    }
}
