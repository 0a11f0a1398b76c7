package dev.likeness.service.orders;

import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders of the last 24 hours that may be sent again. */
final class IdempotencyRows {
    private IdempotencyRows() {}

    record Name(AccountId account, String key) {}

    record Entry(String bodyHash, List<TaskId> tasks, Optional<UUID> batch) {}

    static Map<Name, Entry> find(Connection connection, List<Submission> submissions) throws SQLException {
        List<Name> names = submissions.stream().flatMap(submission -> submission.idempotency().stream()
                .map(idempotency -> new Name(submission.account(), idempotency.key()))).distinct().toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        try (var select = connection.prepareStatement("""
                select * from idempotency_keys where created_at > now() - interval '24 hours'
                    and (account_id, key) in (select * from unnest(?::bigint[], ?::text[]))
                """)) {
            select.setArray(1, connection.createArrayOf("bigint",
                    names.stream().map(name -> name.account().value()).toArray()));
            select.setArray(2, connection.createArrayOf("text", names.stream().map(Name::key).toArray()));
            try (var rows = select.executeQuery()) {
                Map<Name, Entry> entries = new HashMap<>();
                while (rows.next()) {
                    entries.put(new Name(new AccountId(rows.getLong("account_id")), rows.getString("key")),
                            entry(rows));
                }
                return entries;
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Long[] ids = (Long[]) row.getArray("task_ids").getArray();
        return new Entry(row.getString("body_hash"), Arrays.stream(ids).map(TaskId::new).toList(),
                Optional.ofNullable(row.getObject("batch_id", UUID.class)));
    }

    static void insert(Connection connection, Map<Name, Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into idempotency_keys (account_id, key, body_hash, task_ids, batch_id) values (?, ?, ?, ?, ?)
                on conflict (account_id, key) do update set body_hash = excluded.body_hash,
                    task_ids = excluded.task_ids, batch_id = excluded.batch_id, created_at = now()
                """)) {
            for (Map.Entry<Name, Entry> each : entries.entrySet()) {
                insert.setLong(1, each.getKey().account().value());
                insert.setString(2, each.getKey().key());
                insert.setString(3, each.getValue().bodyHash());
                insert.setArray(4, connection.createArrayOf("bigint",
                        each.getValue().tasks().stream().map(TaskId::value).toArray()));
                insert.setObject(5, each.getValue().batch().orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
