package dev.likeness.service.keys;

import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads keys, limits and meters from their rows. */
final class KeyRows {
    private static final String SELECT = """
            select k.id, k.account_id, a.name as account, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at,
                k.most_a_second, k.most_open, k.quota_total_micros, k.quota_month_micros, k.quota_day_micros,
                k.quota_hour_micros, m.total_micros,
                case when m.month_start = date_trunc('month', now(), 'UTC') then m.month_micros else 0 end as month_spent,
                case when m.day_start = date_trunc('day', now(), 'UTC') then m.day_micros else 0 end as day_spent,
                case when m.hour_start = date_trunc('hour', now(), 'UTC') then m.hour_micros else 0 end as hour_spent,
                s.kind, s.prefix, s.created_at as secret_created, s.ends_at, s.revoked_at as secret_revoked
            from api_keys k join accounts a on a.id = k.account_id join key_meters m on m.key_id = k.id
                left join key_secrets s on s.key_id = k.id
            """;

    private KeyRows() {}

    static List<KeyView> list(Database database, String where, Object... parameters) {
        return database
                .alone(sql -> sql.read(SELECT + where + " order by a.name, k.id, s.id", KeyRows::all, parameters));
    }

    private static List<KeyView> all(ResultSet rows) throws SQLException {
        Map<KeyId, KeyView> keys = new LinkedHashMap<>();
        Map<KeyId, List<KeyView.Secret>> secrets = new LinkedHashMap<>();
        while (rows.next()) {
            KeyView key = view(rows);
            keys.putIfAbsent(key.id(), key);
            List<KeyView.Secret> ofKey = secrets.computeIfAbsent(key.id(), id -> new ArrayList<>());
            if (rows.getString("kind") != null) {
                ofKey.add(secret(rows));
            }
        }
        return keys.values().stream().map(key -> with(key, secrets.getOrDefault(key.id(), List.of()))).toList();
    }

    private static KeyView view(ResultSet row) throws SQLException {
        Optional<Instant> expires = Sql.instant(row, "expires_at");
        return new KeyView(new KeyId(row.getLong("id")), new AccountId(row.getLong("account_id")),
                row.getString("account"), row.getString("name"), scopes(row), limits(row),
                Sql.instant(row, "created_at").orElseThrow(), expires,
                state(row.getObject("revoked_at") != null, expires, Instant.now()),
                new KeyView.Spent(new Money(row.getLong("total_micros")), new Money(row.getLong("month_spent")),
                        new Money(row.getLong("day_spent")), new Money(row.getLong("hour_spent"))),
                List.of());
    }

    private static KeyView.Secret secret(ResultSet row) throws SQLException {
        Optional<Instant> ends = Sql.instant(row, "ends_at");
        return new KeyView.Secret(SecretKind.ofWireName(row.getString("kind")), row.getString("prefix"),
                Sql.instant(row, "secret_created").orElseThrow(), ends,
                state(row.getObject("secret_revoked") != null, ends, Instant.now()));
    }

    private static KeyView with(KeyView key, List<KeyView.Secret> secrets) {
        return new KeyView(key.id(), key.accountId(), key.account(), key.name(), key.scopes(), key.limits(),
                key.createdAt(), key.expires(), key.state(), key.spent(), secrets);
    }

    static KeyState state(boolean revoked, Optional<Instant> ends, Instant now) {
        if (revoked) {
            return KeyState.REVOKED;
        }
        return ends.filter(end -> !now.isBefore(end)).isPresent() ? KeyState.EXPIRED : KeyState.VALID;
    }

    static Limits limits(ResultSet row) throws SQLException {
        return new Limits(Optional.ofNullable(row.getBigDecimal("most_a_second")).map(KeyRows::plain),
                Sql.number(row, "most_open").map(Math::toIntExact), money(row, "quota_total_micros"),
                money(row, "quota_month_micros"), money(row, "quota_day_micros"), money(row, "quota_hour_micros"));
    }

    // 50.000 as 50, not as 5E+1.
    private static BigDecimal plain(BigDecimal rate) {
        return new BigDecimal(rate.stripTrailingZeros().toPlainString());
    }

    /** The limits as parameters, in the order of {@link Limits}. */
    static List<Object> parameters(Limits limits) {
        return List.of(limits.perSecond(), limits.open(), limits.total().map(Money::micros),
                limits.monthly().map(Money::micros), limits.daily().map(Money::micros),
                limits.hourly().map(Money::micros));
    }

    static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Sql.texts(row, "scopes").stream().map(Scope::ofWireName).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::wireName).sorted().toList();
    }

    static String accountName(Sql sql, KeyId key) throws SQLException {
        return sql.one("select a.name from accounts a join api_keys k on k.account_id = a.id where k.id = ?",
                row -> row.getString("name"), key.value());
    }

    private static Optional<Money> money(ResultSet row, String column) throws SQLException {
        return Sql.number(row, column).map(Money::new);
    }
}
