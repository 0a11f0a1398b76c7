package dev.likeness.store;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Erases what nobody may keep: photos of orders that ended well, photos an hour after a failure, portraits after 24
 * hours, and whatever is two days old though no task names it.
 * So do idempotency keys after 24 hours and the progress of tasks that are closed. Erasing twice does no harm, so a sweep that was cut off is
 * simply run again.
 */
public final class Sweep {
    private static final int DAYS = 2;
    private static final int BATCH = 500;

    private static final String PHOTOS = """
            select id, photo_object from tasks t where photo_object is not null and finished_at is not null
                and (state in ('done', 'cancelled') or erased_at is not null or finished_at < now() - interval '1 hour')
                and not\s""" + Erasure.NEEDED_BY_ANOTHER + " limit ?";
    private static final String PORTRAITS = """
            select id, result_object from tasks where result_object is not null
                and (finished_at < now() - interval '24 hours' or erased_at is not null) limit ?
            """;
    private static final List<String> LEFTOVERS = List.of(
            "delete from idempotency_keys where created_at < now() - interval '24 hours'", """
                    delete from task_progress p
                    where not exists (select from tasks t where t.id = p.task_id and t.finished_at is null)
                    """);

    private final Database database;
    private final ObjectStore objects;

    public Sweep(Database database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    /**
     * @return how many objects of tasks were erased
     */
    public int run() {
        int erased = erase(PHOTOS, "update tasks set photo_object = null where id = ?")
                + erase(PORTRAITS, "update tasks set result_object = null where id = ?");
        LEFTOVERS.forEach(this::delete);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        objects.eraseUploadsBefore(today.minusDays(1));
        objects.eraseBefore(today.minusDays(DAYS));
        return erased;
    }

    private void delete(String leftovers) {
        database.alone(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(leftovers);
            }
        });
    }

    private record Expired(long task, ObjectName object) {}

    private int erase(String query, String forget) {
        int erased = 0;
        List<Expired> batch = expired(query);
        while (!batch.isEmpty()) {
            for (Expired expired : batch) {
                objects.erase(expired.object());
                forget(forget, expired.task());
            }
            erased += batch.size();
            batch = expired(query);
        }
        return erased;
    }

    private List<Expired> expired(String query) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement(query)) {
                select.setInt(1, BATCH);
                try (var rows = select.executeQuery()) {
                    List<Expired> expired = new ArrayList<>();
                    while (rows.next()) {
                        expired.add(new Expired(rows.getLong(1), new ObjectName(rows.getString(2))));
                    }
                    return expired;
                }
            }
        });
    }

    private void forget(String update, long task) {
        database.inTransaction(connection -> {
            try (var statement = connection.prepareStatement(update)) {
                statement.setLong(1, task);
                return statement.executeUpdate();
            }
        });
    }
}
