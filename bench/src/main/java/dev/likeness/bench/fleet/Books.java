package dev.likeness.bench.fleet;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.pictures.ObjectStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What is left in the books, the queue and the store once all has come to rest.
 *
 * @param lost       orders that were said to be taken and are not there, or not done, or whose portrait is not in the store
 * @param twice      orders that were charged more than once or made into more than one task
 * @param orphans    objects in the store and entries in the queue that belong to nothing that is open or done
 * @param difference PTC between what the accounts own and what their ledgers and portraits say
 */
record Books(long tasks, long lost, long twice, long orphans, BigDecimal difference) {
    /** So many millionths are a PTC. */
    private static final int DECIMALS = 6;

    static Books of(Database database, ObjectStore objects, Collection<String> taken) {
        List<Long> ids = taken.stream().map(Long::valueOf).toList();
        long done = count(database, "select count(*) as n from tasks where id = any(?) and state = 'done'",
                Sql.numbers(ids));
        List<ObjectName> portraits = database.alone(sql -> sql.list(
                "select result_object from tasks where id = any(?) and result_object is not null",
                row -> new ObjectName(row.getString("result_object")), Sql.numbers(ids)));
        long tasks = count(database, "select count(*) as n from tasks");
        long lost = ids.size() - done + portraits.stream().filter(name -> !objects.has(name)).count() + done
                - portraits.size();
        // More tasks than keys: an order that came twice was taken twice.
        long twice = tasks - count(database, "select count(*) as n from idempotency_keys") + count(database, """
                select count(*) as n from tasks t where
                    (select count(*) from ledger l where l.task_id = t.id and kind = 'hold') <> 1
                    or (select count(*) from ledger l where l.task_id = t.id and kind in ('settle', 'release')) <> 1
                """);
        List<String> stored = objects.putBefore(Instant.now().plusSeconds(60)).stream().map(ObjectName::value).toList();
        long orphans = count(database,
                """
                        select count(*) as n from unnest(?) name where not exists (select from tasks t where t.photo_object = name)
                            and not exists (select from tasks t where t.result_object = name)
                        """,
                Sql.texts(stored))
                + count(database,
                        """
                                select count(*) as n from scheduled_tasks q where q.task_name <> 'sweep'
                                    and not exists (select from tasks t where t.id::text = q.task_instance and t.finished_at is null)
                                """);
        long micros = count(database,
                """
                        select coalesce(sum(abs(a.balance_micros - (select coalesce(sum(l.amount_micros), 0) from ledger l
                            where l.account_id = a.id))), 0)::bigint + (select abs(coalesce(sum(l.amount_micros), 0)
                            + (select coalesce(sum(t.price_micros), 0) from tasks t where t.state in ('done', 'in_queue', 'generating')))
                            from ledger l where l.kind in ('hold', 'release'))::bigint as n from accounts a
                        """);
        return new Books(tasks, lost, twice, orphans, BigDecimal.valueOf(micros, DECIMALS));
    }

    private static long count(Database database, String query, Object... parameters) {
        return database.alone(sql -> sql.one(query, row -> row.getLong("n"), parameters));
    }

    boolean areRight() {
        return lost == 0 && twice == 0 && orphans == 0 && difference.signum() == 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "tasks %d, lost %d, charged twice %d, orphans %d, ledger difference %.2f",
                tasks,
                lost, twice, orphans, difference);
    }
}
