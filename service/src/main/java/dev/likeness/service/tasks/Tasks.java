package dev.likeness.service.tasks;

import dev.likeness.core.ErrorCode;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.Page;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of tasks: every step in the life of a task is one statement. */
public final class Tasks {
    /** The kind of queued job that notifies a webhook of a closed task. */
    public static final String CLOSED = "task-closed";

    /**
     * Queues the notification of a webhook, if the task has one; part of every statement that closes a task. {@code
     * closed} are the tasks that the statement closed.
     */
    private static final String QUEUE_WEBHOOK = """
            news as (insert into scheduled_jobs (task_name, task_instance, execution_time, picked, version)
                select '%s', id::text, now(), false, 1 from closed where webhook_url is not null
                on conflict do nothing)
            """.formatted(CLOSED);

    private final Database database;

    public Tasks(Database database) {
        this.database = database;
    }

    public static boolean exists(Sql sql, TaskId id) throws SQLException {
        return sql.exists("select from tasks where id = ?", id.value());
    }

    /** Starts an attempt at an open task; empty when it was closed meanwhile. */
    public Optional<Attempt> begin(TaskId id) {
        return database.alone(sql -> sql.first("""
                update tasks set state = 'generating', attempt = attempt + 1, started_at = now()
                where id = ? and finished_at is null returning *
                """, row -> TaskRow.attempt(id, row), id.value()));
    }

    /** Ends an attempt without result, if it is still the newest; the task waits for a worker again. */
    public boolean handBack(Attempt attempt) {
        return database.alone(sql -> sql.update("""
                update tasks set state = 'in_queue', handed_back = handed_back + 1
                where id = ? and attempt = ? and state = 'generating'
                """, attempt.task().value(), attempt.number())) == 1;
    }

    /** Where the photo of an open task is; empty when the task is closed. */
    public Optional<PhotoSource> photo(TaskId id) {
        return database.alone(
                sql -> sql.first("select photo_url, photo_object from tasks where id = ? and finished_at is null",
                        TaskRow::photo, id.value()));
    }

    /** Records that the linked photo was stored; false when the task is closed or another process stored it first. */
    public boolean fetched(TaskId id, ObjectName photo) {
        return database.alone(sql -> sql.update("""
                update tasks set photo_object = ?, photo_url = null
                where id = ? and finished_at is null and photo_url is not null
                """, photo.value(), id.value())) == 1;
    }

    /** Closes the task with a portrait and settles its price, if the attempt is still the newest. */
    public boolean finish(Attempt attempt, TaskState.Done done) {
        return database.alone(sql -> sql.update("""
                with closed as (update tasks set state = 'done', finished_at = now(), result_object = ?,
                        note_kinds = ?, note_texts = ?, shortfalls = ?, document_report = ?, photo_place = ?
                    where id = ? and attempt = ? and state = 'generating'
                    returning id, account_id, webhook_url),
                """ + QUEUE_WEBHOOK + """
                insert into ledger (account_id, task_id, kind, amount_micros)
                select account_id, id, 'settle', 0 from closed
                """, done.portrait().value(),
                Sql.texts(done.notes().stream().map(note -> note.kind().name().toLowerCase(Locale.ROOT)).toList()),
                Sql.texts(done.notes().stream().map(note -> TaskRow.storable(note.text())).toList()),
                Sql.texts(done.missing()), Sql.texts(TaskRow.texts(done.report())),
                Sql.doubles(TaskRow.numbers(done.place())),
                attempt.task().value(), attempt.number())) == 1;
    }

    /** Closes the task without a portrait, if the attempt is still the newest. Does not refund its price. */
    public static boolean fail(Sql sql, Attempt attempt, TaskState.Failed why) throws SQLException {
        return closed(sql, """
                update tasks set state = 'failed', finished_at = now(), error_code = ?, error_message = ?, faces = ?
                where id = ? and attempt = ? and state = 'generating'
                """, why.code().wireName(), TaskRow.storable(why.message()), Sql.texts(TaskRow.texts(why.faces())),
                attempt.task().value(), attempt.number());
    }

    /** Closes the task as cancelled, if it is open. Does not refund its price. */
    public static boolean cancel(Sql sql, AccountId account, TaskId id) throws SQLException {
        return closed(sql, """
                update tasks set state = 'cancelled', finished_at = now()
                where id = ? and account_id = ? and finished_at is null
                """, id.value(), account.value());
    }

    private static boolean closed(Sql sql, String closing, Object... parameters) throws SQLException {
        return sql.one("with closed as (" + closing + " returning id, webhook_url), " + QUEUE_WEBHOOK
                + " select count(*) as tasks from closed", row -> row.getLong("tasks"), parameters) == 1;
    }

    /** The task, if it belongs to the account, is young enough and was not erased. */
    public Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return database.alone(sql -> sql.first("""
                select * from tasks where id = ? and account_id = ?
                    and created_at > now() - ? * interval '1 second' and erased_at is null
                """, TaskRow::view, id.value(), account.value(), youngerThan.toSeconds()));
    }

    public Optional<TaskView> find(TaskId id) {
        return database.alone(sql -> sql.first("select * from tasks where id = ? and erased_at is null", TaskRow::view,
                id.value()));
    }

    /** The task with this finished portrait. */
    public Optional<TaskView> find(ObjectName portrait) {
        return database.alone(sql -> sql.first("select * from tasks where result_object = ? and erased_at is null",
                TaskRow::view, portrait.value()));
    }

    public Page<TaskView, TaskId> list(AccountId account, TaskFilter filter) {
        String ofBatch = filter.batch().isPresent() ? " and batch_id = ?" : "";
        List<Object> parameters = new ArrayList<>(
                List.of(account.value(), filter.before().map(TaskId::value).orElse(Long.MAX_VALUE)));
        filter.batch().ifPresent(parameters::add);
        parameters.add(filter.limit() + 1);
        List<TaskView> found = database.alone(sql -> sql.list("select * from tasks where account_id = ? and id < ?"
                + ofBatch + " and erased_at is null order by id desc limit ?", TaskRow::view, parameters.toArray()));
        return Page.of(found, filter.limit(), TaskView::id);
    }

    public Map<TaskId, Snapshot> snapshots(Collection<TaskId> ids) {
        List<Long> asked = ids.stream().map(TaskId::value).distinct().toList();
        return database.alone(sql -> sql.list("""
                select t.*, coalesce(p.fraction, 0) as fraction, coalesce(p.stage, '') as stage
                from tasks t left join task_progress p on p.task_id = t.id and p.attempt = t.attempt
                    and t.state = 'generating'
                where t.id = any(?) and t.erased_at is null
                """, Tasks::snapshot, Sql.numbers(asked))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<TaskId, Snapshot> snapshot(ResultSet row) throws SQLException {
        TaskId id = new TaskId(row.getLong("id"));
        TaskState state = TaskRow.state(id, row);
        return Map.entry(id, state.closed()
                ? new Snapshot(state, 1, "")
                : new Snapshot(state, row.getFloat("fraction"), row.getString("stage")));
    }

    /** Writes the progress of an attempt; false when it is no longer the newest. */
    boolean progress(Attempt attempt, double fraction, String stage) {
        return database.alone(sql -> sql.update("""
                insert into task_progress (task_id, attempt, fraction, stage)
                select id, attempt, ?, ? from tasks where id = ? and attempt = ? and state = 'generating'
                on conflict (task_id) do update set attempt = excluded.attempt, fraction = excluded.fraction,
                    stage = excluded.stage
                """, fraction, TaskRow.storable(stage), attempt.task().value(), attempt.number())) == 1;
    }
}
