package dev.likeness.service.tasks;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Shortfall;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Page;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of tasks: every step of a task's life one statement. */
public final class Tasks {
    /** The kind of queued work that tells a webhook of a closed task. */
    public static final String CLOSED = "task-closed";

    /**
     * What ends a task also queues the news of it, where somebody wants to know; a {@code closed} of this statement is
     * the task if it was still open.
     */
    private static final String NEWS = """
            news as (insert into scheduled_jobs (task_name, task_instance, execution_time, picked, version)
                select '%s', id::text, now(), false, 1 from closed where webhook_url is not null
                on conflict do nothing)
            """.formatted(CLOSED);

    private final Database database;

    public Tasks(Database database) {
        this.database = database;
    }

    public static boolean exists(Connection connection, TaskId id) throws SQLException {
        try (var select = connection.prepareStatement("select from tasks where id = ?")) {
            select.setLong(1, id.value());
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Takes an open task up; empty when it was closed meanwhile. */
    public Optional<Attempt> begin(TaskId id) {
        return database.alone(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set state = 'generating', attempt = attempt + 1, started_at = now()
                    where id = ? and finished_at is null returning *
                    """)) {
                update.setLong(1, id.value());
                try (var rows = update.executeQuery()) {
                    return rows.next() ? Optional.of(TaskRow.attempt(id, rows)) : Optional.empty();
                }
            }
        });
    }

    /** A worker that lives gives the task back, if the attempt is still the newest; it may be taken up again. */
    public boolean handBack(Attempt attempt) {
        return database.alone(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set state = 'in_queue', handed_back = handed_back + 1
                    where id = ? and attempt = ? and state = 'generating'
                    """)) {
                update.setLong(1, attempt.task().value());
                update.setInt(2, attempt.number());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Where the photo of an open task is; empty when the task is closed. */
    public Optional<PhotoSource> photo(TaskId id) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement(
                    "select photo_url, photo_object from tasks where id = ? and finished_at is null")) {
                select.setLong(1, id.value());
                try (var rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(TaskRow.photo(rows)) : Optional.empty();
                }
            }
        });
    }

    /** The linked photo was fetched; false when the task is closed, or another process was quicker. */
    public boolean fetched(TaskId id, ObjectName photo) {
        return database.alone(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set photo_object = ?, photo_url = null
                    where id = ? and finished_at is null and photo_url is not null
                    """)) {
                update.setString(1, photo.value());
                update.setLong(2, id.value());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Closes the task with a portrait and settles its price, if the attempt is still the newest. */
    public boolean finish(Attempt attempt, ObjectName portrait, List<Note> notes, Set<Shortfall> shortfalls) {
        return database.alone(connection -> {
            try (var update = connection.prepareStatement("""
                    with closed as (update tasks set state = 'done', finished_at = now(), result_object = ?,
                            note_kinds = ?, note_texts = ?, shortfalls = ?
                        where id = ? and attempt = ? and state = 'generating'
                        returning id, account_id, webhook_url),
                    """ + NEWS + """
                    insert into ledger (account_id, task_id, kind, amount_micros)
                    select account_id, id, 'settle', 0 from closed
                    """)) {
                update.setString(1, portrait.value());
                update.setArray(2, connection.createArrayOf("text",
                        notes.stream().map(note -> note.kind().name().toLowerCase(Locale.ROOT)).toArray()));
                update.setArray(3, connection.createArrayOf("text",
                        notes.stream().map(note -> TaskRow.storable(note.text())).toArray()));
                update.setArray(4, connection.createArrayOf("text",
                        shortfalls.stream().sorted().map(Shortfall::wireName).toArray()));
                update.setLong(5, attempt.task().value());
                update.setInt(6, attempt.number());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Closes the task without a portrait if the attempt is still the newest. Its price is not yet given back. */
    public static boolean fail(Connection connection, Attempt attempt, ErrorCode code, String message)
            throws SQLException {
        return closed(connection, """
                update tasks set state = 'failed', finished_at = now(), error_code = ?, error_message = ?
                where id = ? and attempt = ? and state = 'generating'
                """, update -> {
            update.setString(1, code.wireName());
            update.setString(2, TaskRow.storable(message));
            update.setLong(3, attempt.task().value());
            update.setInt(4, attempt.number());
        });
    }

    /** Closes the task because its owner wants it no longer, if it is open. Its price is not yet given back. */
    public static boolean cancel(Connection connection, AccountId account, TaskId id) throws SQLException {
        return closed(connection, """
                update tasks set state = 'cancelled', finished_at = now()
                where id = ? and account_id = ? and finished_at is null
                """, update -> {
            update.setLong(1, id.value());
            update.setLong(2, account.value());
        });
    }

    private static boolean closed(Connection connection, String closing, Sql.Parameters parameters)
            throws SQLException {
        try (var update = connection.prepareStatement("with closed as (" + closing + " returning id, webhook_url), "
                + NEWS + " select count(*) from closed")) {
            parameters.set(update);
            try (var rows = update.executeQuery()) {
                rows.next();
                return rows.getLong(1) == 1;
            }
        }
    }

    /** The task, if it is this account's, no older than this and not erased. */
    public Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("""
                    select * from tasks where id = ? and account_id = ?
                        and created_at > now() - ? * interval '1 second' and erased_at is null
                    """)) {
                select.setLong(1, id.value());
                select.setLong(2, account.value());
                select.setLong(3, youngerThan.toSeconds());
                return views(select).stream().findFirst();
            }
        });
    }

    public Optional<TaskView> find(TaskId id) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("select * from tasks where id = ? and erased_at is null")) {
                select.setLong(1, id.value());
                return views(select).stream().findFirst();
            }
        });
    }

    /** The task that this is the finished portrait of. */
    public Optional<TaskView> find(ObjectName portrait) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement(
                    "select * from tasks where result_object = ? and erased_at is null")) {
                select.setString(1, portrait.value());
                return views(select).stream().findFirst();
            }
        });
    }

    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        String ofBatch = filter.batch().isPresent() ? " and batch_id = ?" : "";
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("select * from tasks where account_id = ? and id < ?"
                    + ofBatch + " and erased_at is null order by id desc limit ?")) {
                int column = 0;
                select.setLong(++column, account.value());
                select.setLong(++column, filter.before().map(TaskId::value).orElse(Long.MAX_VALUE));
                if (filter.batch().isPresent()) {
                    select.setObject(++column, filter.batch().get());
                }
                select.setInt(++column, filter.limit() + 1);
                return Page.of(views(select), filter.limit(), TaskView::id);
            }
        });
    }

    private static List<TaskView> views(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            List<TaskView> views = new ArrayList<>();
            while (rows.next()) {
                views.add(TaskRow.view(rows));
            }
            return views;
        }
    }

    public Map<TaskId, Snapshot> snapshots(Collection<TaskId> ids) {
        return database.alone(connection -> {
            try (var select = connection.prepareStatement("""
                    select t.*, coalesce(p.fraction, 0) as fraction, coalesce(p.stage, '') as stage
                    from tasks t left join task_progress p on p.task_id = t.id and p.attempt = t.attempt
                        and t.state = 'generating'
                    where t.id = any(?) and t.erased_at is null
                    """)) {
                select.setArray(1,
                        connection.createArrayOf("bigint", ids.stream().map(TaskId::value).distinct().toArray()));
                try (var rows = select.executeQuery()) {
                    Map<TaskId, Snapshot> snapshots = new HashMap<>();
                    while (rows.next()) {
                        TaskId id = new TaskId(rows.getLong("id"));
                        TaskState state = TaskRow.state(id, rows);
                        snapshots.put(id, state.closed()
                                ? new Snapshot(state, 1, "")
                                : new Snapshot(state, rows.getFloat("fraction"), rows.getString("stage")));
                    }
                    return snapshots;
                }
            }
        });
    }

    /** Says how far an attempt is; false when it is no longer the one that counts. */
    boolean progress(Attempt attempt, double fraction, String stage) {
        return database.alone(connection -> {
            try (var upsert = connection.prepareStatement("""
                    insert into task_progress (task_id, attempt, fraction, stage)
                    select id, attempt, ?, ? from tasks where id = ? and attempt = ? and state = 'generating'
                    on conflict (task_id) do update set attempt = excluded.attempt, fraction = excluded.fraction,
                        stage = excluded.stage
                    """)) {
                upsert.setDouble(1, fraction);
                upsert.setString(2, TaskRow.storable(stage));
                upsert.setLong(3, attempt.task().value());
                upsert.setInt(4, attempt.number());
                return upsert.executeUpdate() == 1;
            }
        });
    }
}
