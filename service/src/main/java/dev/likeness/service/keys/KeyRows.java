package dev.likeness.service.keys;

import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys, limits and meters as rows. */
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

    static List<KeyView> list(Database database, String where, Sql.Parameters parameters) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement(SELECT + where + " order by a.name, k.id, s.id")) {
                parameters.set(select);
                try (var rows = select.executeQuery()) {
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
                    return keys.values().stream().map(key -> with(key, secrets.getOrDefault(key.id(), List.of())))
                            .toList();
                }
            }
        });
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
        int open = row.getInt("most_open");
        Optional<Integer> mostOpen = row.wasNull() ? Optional.empty() : Optional.of(open);
        return new Limits(Optional.ofNullable(row.getBigDecimal("most_a_second")).map(KeyRows::plain),
                mostOpen, money(row, "quota_total_micros"), money(row, "quota_month_micros"),
                money(row, "quota_day_micros"), money(row, "quota_hour_micros"));
    }

    // 50.000 as 50, not as 5E+1.
    private static BigDecimal plain(BigDecimal rate) {
        return new BigDecimal(rate.stripTrailingZeros().toPlainString());
    }

    /** Sets the first six parameters. */
    static int bind(PreparedStatement statement, Limits limits) throws SQLException {
        int column = 0;
        statement.setBigDecimal(++column, limits.perSecond().orElse(null));
        if (limits.open().isPresent()) {
            statement.setInt(++column, limits.open().get());
        } else {
            statement.setNull(++column, Types.INTEGER);
        }
        for (Optional<Money> quota : List.of(limits.total(), limits.monthly(), limits.daily(), limits.hourly())) {
            if (quota.isPresent()) {
                statement.setLong(++column, quota.get().micros());
            } else {
                statement.setNull(++column, Types.BIGINT);
            }
        }
        return column;
    }

    static Set<Scope> scopes(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("scopes").getArray();
        return Arrays.stream(names).map(Scope::ofWireName).collect(Collectors.toUnmodifiableSet());
    }

    static String[] names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::wireName).sorted().toArray(String[]::new);
    }

    static String accountName(Connection connection, KeyId key) throws SQLException {
        try (var select = connection.prepareStatement(
                "select a.name from accounts a join api_keys k on k.account_id = a.id where k.id = ?")) {
            select.setLong(1, key.value());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static Optional<Money> money(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(new Money(micros));
    }
}
