package dev.likeness.service.keys;

import dev.likeness.service.database.BriefMemory;
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
 * What keys are proven with. A secret once found is remembered for {@link #MEMORY}, so that polls do not ask the
 * database again and again who asks: that is how long another process may let a revoked key in.
 */
final class KeySecrets {
    static final Duration MEMORY = Duration.ofSeconds(1);

    private static final String SELECT = """
            select k.id, k.account_id, k.scopes, k.expires_at, k.revoked_at, s.hash, s.sealed, s.ends_at,
                s.revoked_at as secret_revoked
            from key_secrets s join api_keys k on k.id = s.key_id where\s""";

    private final Database database;
    private final SealedSecrets safe;
    private final BriefMemory<String, Known> admissions = new BriefMemory<>(MEMORY);

    KeySecrets(Database database, SealedSecrets safe) {
        this.database = database;
        this.safe = safe;
    }

    /** A secret that exists, let in or not; {@code secret} is empty for a Bearer key. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Known(Caller caller, byte[] secret, boolean revoked, Optional<Instant> ends) {
        KeyState state(Instant now) {
            return KeyRows.state(revoked, ends, now);
        }
    }

    Optional<Known> bearer(String bearer) {
        byte[] hash = Sha256.of(bearer);
        return admissions.get(HexFormat.of().formatHex(hash), () -> database.alone(sql -> sql
                .first(SELECT + "s.hash = ?",
                        row -> MessageDigest.isEqual(hash, row.getBytes("hash"))
                                ? Optional.of(known(row, new byte[0]))
                                : Optional.<Known>empty(),
                        hash)
                .flatMap(Function.identity())));
    }

    Optional<Known> accessKey(String id) {
        return admissions.get("access key " + id,
                () -> database.alone(sql -> sql.first(SELECT + "s.access_key_id = ?",
                        row -> known(row, safe.open(row.getBytes("sealed"), id)), id.replace('\0', ' '))));
    }

    void forgetAdmissions() {
        admissions.clear();
    }

    private static Known known(ResultSet row, byte[] secret) throws SQLException {
        Optional<Instant> ends = Stream.of(Sql.instant(row, "expires_at"), Sql.instant(row, "ends_at"))
                .flatMap(Optional::stream).min(Instant::compareTo);
        Caller caller = new Caller(new AccountId(row.getLong("account_id")), new KeyId(row.getLong("id")),
                KeyRows.scopes(row));
        return new Known(caller, secret,
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
                """, key.value(), accessKey.id(), safe.seal(accessKey.secretBytes(), accessKey.id()), accessKey.id());
    }

    /** Ends what the key is proven with now; the kinds that were ended. */
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

    /** What was named in the environment is let in no longer, unless it is inserted again. */
    void revokeGiven(Sql sql, SecretKind kind) throws SQLException {
        sql.update("""
                update key_secrets set revoked_at = now()
                where kind = ? and revoked_at is null and key_id in (select id from api_keys where given)
                """, kind.wireName());
    }
}
