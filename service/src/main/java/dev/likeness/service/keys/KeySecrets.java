package dev.likeness.service.keys;

import dev.likeness.service.database.BriefMemory;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sha256;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
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
        return admissions.get(HexFormat.of().formatHex(hash), () -> database.alone(connection -> {
            try (var select = connection.prepareStatement(SELECT + "s.hash = ?")) {
                select.setBytes(1, hash);
                try (var rows = select.executeQuery()) {
                    return rows.next() && MessageDigest.isEqual(hash, rows.getBytes("hash"))
                            ? Optional.of(known(rows, new byte[0]))
                            : Optional.empty();
                }
            }
        }));
    }

    Optional<Known> accessKey(String id) {
        return admissions.get("access key " + id, () -> database.alone(connection -> {
            try (var select = connection.prepareStatement(SELECT + "s.access_key_id = ?")) {
                select.setString(1, id.replace('\0', ' '));
                try (var rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(known(rows, safe.open(rows.getBytes("sealed"), id)))
                            : Optional.empty();
                }
            }
        }));
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

    void insert(Connection connection, KeyId key, ApiKey bearer) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into key_secrets (key_id, kind, hash, prefix) values (?, 'bearer', ?, ?)
                on conflict (hash) do update set key_id = excluded.key_id, revoked_at = null, ends_at = null
                """)) {
            insert.setLong(1, key.value());
            insert.setBytes(2, bearer.sha256());
            insert.setString(3, bearer.prefix());
            insert.executeUpdate();
        }
    }

    void insert(Connection connection, KeyId key, AccessKey accessKey) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into key_secrets (key_id, kind, access_key_id, sealed, prefix) values (?, 'access_key', ?, ?, ?)
                on conflict (access_key_id) do update set key_id = excluded.key_id, sealed = excluded.sealed,
                    revoked_at = null, ends_at = null
                """)) {
            insert.setLong(1, key.value());
            insert.setString(2, accessKey.id());
            insert.setBytes(3, safe.seal(accessKey.secretBytes(), accessKey.id()));
            insert.setString(4, accessKey.id());
            insert.executeUpdate();
        }
    }

    /** Ends what the key is proven with now; the kinds that were ended. */
    Set<SecretKind> endAll(Connection connection, KeyId key, Duration overlap) throws SQLException {
        try (var update = connection.prepareStatement("""
                update key_secrets s set ends_at = least(s.ends_at, now() + ? * interval '1 millisecond')
                from api_keys k where k.id = s.key_id and k.id = ? and k.revoked_at is null and s.revoked_at is null
                    and (s.ends_at is null or s.ends_at > now())
                returning s.kind
                """)) {
            update.setLong(1, overlap.toMillis());
            update.setLong(2, key.value());
            try (var rows = update.executeQuery()) {
                Set<SecretKind> kinds = EnumSet.noneOf(SecretKind.class);
                while (rows.next()) {
                    kinds.add(SecretKind.ofWireName(rows.getString(1)));
                }
                return kinds;
            }
        }
    }

    /** What was named in the environment is let in no longer, unless it is inserted again. */
    void revokeGiven(Connection connection, SecretKind kind) throws SQLException {
        try (var update = connection.prepareStatement("""
                update key_secrets set revoked_at = now()
                where kind = ? and revoked_at is null and key_id in (select id from api_keys where given)
                """)) {
            update.setString(1, kind.wireName());
            update.executeUpdate();
        }
    }
}
