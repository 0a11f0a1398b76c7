package dev.likeness.service.orders;

import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table of idempotency keys of the last 24 hours. */
final class IdempotencyRows {
    private IdempotencyRows() {}

    record Name(AccountId account, String key) {}

    record Entry(String bodyHash, List<TaskId> tasks, Optional<UUID> batch) {}

    static Map<Name, Entry> find(Sql sql, List<Submission> submissions) throws SQLException {
        List<Name> names = submissions.stream().flatMap(submission -> submission.idempotency().stream()
                .map(idempotency -> new Name(submission.account(), idempotency.key()))).distinct().toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        return sql
                .list("""
                        select * from idempotency_keys where created_at > now() - interval '24 hours'
                            and (account_id, key) in (select * from unnest(?::bigint[], ?::text[]))
                        """,
                        row -> Map.entry(new Name(new AccountId(row.getLong("account_id")), row.getString("key")),
                                entry(row)),
                        Sql.numbers(names.stream().map(name -> name.account().value()).toList()),
                        Sql.texts(names.stream().map(Name::key).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString("body_hash"), Sql.numbers(row, "task_ids").stream().map(TaskId::new).toList(),
                Optional.ofNullable(row.getObject("batch_id", UUID.class)));
    }

    static void insert(Sql sql, Map<Name, Entry> entries) throws SQLException {
        sql.batch("""
                insert into idempotency_keys (account_id, key, body_hash, task_ids, batch_id) values (?, ?, ?, ?, ?)
                on conflict (account_id, key) do update set body_hash = excluded.body_hash,
                    task_ids = excluded.task_ids, batch_id = excluded.batch_id, created_at = now()
                """, entries.entrySet(), each -> {
            Entry entry = each.getValue();
            return List.of(each.getKey().account().value(), each.getKey().key(), entry.bodyHash(),
                    Sql.numbers(entry.tasks().stream().map(TaskId::value).toList()), entry.batch());
        });
    }
}
