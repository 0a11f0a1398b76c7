package dev.likeness.store;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of the table of tasks. */
final class Tasks {
    private final Database database;

    Tasks(Database database) {
        this.database = database;
    }

    void insert(TaskId id, NewTask task) {
        database.inTransaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into tasks (id, account_id, engine, prompt, width, height, gpen, skin, skin_unifi, gen_mode,
                        seed, photo_object, photo_url, return_url, add_logo)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                PortraitRequest request = task.request();
                int column = 0;
                insert.setLong(++column, id.value());
                insert.setLong(++column, task.account().value());
                insert.setString(++column, task.engine());
                insert.setString(++column, request.prompt());
                insert.setInt(++column, request.size().width());
                insert.setInt(++column, request.size().height());
                insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().gpen()));
                insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().skin()));
                insert.setBigDecimal(++column, BigDecimal.valueOf(request.retouch().skinUnifi()));
                insert.setString(++column, request.mode().wireName());
                insert.setLong(++column, request.seed().value());
                insert.setString(++column,
                        task.photo() instanceof PhotoSource.Kept kept ? kept.object().value() : null);
                insert.setString(++column,
                        task.photo() instanceof PhotoSource.Linked linked ? linked.url().toString() : null);
                insert.setBoolean(++column, task.delivery().asLink());
                insert.setBoolean(++column, task.delivery().addLogo());
                return insert.executeUpdate();
            }
        });
    }

    /** Takes an open task up; empty when it was closed meanwhile. */
    Optional<Attempt> begin(TaskId id) {
        return database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set state = 'generating', attempt = attempt + 1, started_at = now()
                    where id = ? and state in ('in_queue', 'generating') returning *
                    """)) {
                update.setLong(1, id.value());
                try (var rows = update.executeQuery()) {
                    return rows.next() ? Optional.of(attempt(id, rows)) : Optional.empty();
                }
            }
        });
    }

    /** Closes the task with a portrait if the attempt is still the newest. */
    boolean finish(Attempt attempt, ObjectName portrait, List<Note> notes) {
        return database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set state = 'done', finished_at = now(), result_object = ?, note_kinds = ?,
                        note_texts = ?
                    where id = ? and attempt = ? and state = 'generating'
                    """)) {
                update.setString(1, portrait.value());
                update.setArray(2, connection.createArrayOf("text",
                        notes.stream().map(note -> note.kind().name().toLowerCase(Locale.ROOT)).toArray()));
                update.setArray(3, connection.createArrayOf("text",
                        notes.stream().map(note -> storable(note.text())).toArray()));
                update.setLong(4, attempt.task().value());
                update.setInt(5, attempt.number());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Closes the task without a portrait if the attempt is still the newest. */
    boolean fail(Attempt attempt, ErrorCode code, String message) {
        return database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update tasks set state = 'failed', finished_at = now(), error_code = ?, error_message = ?
                    where id = ? and attempt = ? and state = 'generating'
                    """)) {
                update.setString(1, code.wireName());
                update.setString(2, storable(message));
                update.setLong(3, attempt.task().value());
                update.setInt(4, attempt.number());
                return update.executeUpdate() == 1;
            }
        });
    }

    /** The task, if it is this account's and no older than this. */
    Optional<TaskView> find(AccountId account, TaskId id, Duration youngerThan) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select * from tasks where id = ? and account_id = ?
                        and created_at > now() - ? * interval '1 second'
                    """)) {
                select.setLong(1, id.value());
                select.setLong(2, account.value());
                select.setLong(3, youngerThan.toSeconds());
                try (var rows = select.executeQuery()) {
                    return rows.next() ? view(id, rows) : Optional.empty();
                }
            }
        });
    }

    // PostgreSQL keeps no NUL in a text.
    private static String storable(String text) {
        return text.replace('\0', ' ');
    }

    private static Attempt attempt(TaskId id, ResultSet row) throws SQLException {
        PortraitRequest request = new PortraitRequest(row.getString("prompt"),
                new FrameSize(row.getInt("width"), row.getInt("height")),
                new Retouch(row.getDouble("gpen"), row.getDouble("skin"), row.getDouble("skin_unifi")),
                GenMode.ofWireName(row.getString("gen_mode")), new Seed(row.getLong("seed")));
        Optional<String> url = Optional.ofNullable(row.getString("photo_url"));
        PhotoSource photo = url.isPresent()
                ? new PhotoSource.Linked(URI.create(url.get()))
                : new PhotoSource.Kept(new ObjectName(row.getString("photo_object")));
        return new Attempt(id, row.getInt("attempt"), row.getString("engine"), request, photo);
    }

    private static Optional<TaskView> view(TaskId id, ResultSet row) throws SQLException {
        Delivery delivery = new Delivery(row.getBoolean("return_url"), row.getBoolean("add_logo"));
        Optional<TaskState> state = switch (row.getString("state")) {
            case "in_queue" -> Optional.of(new TaskState.InQueue());
            case "generating" -> Optional.of(new TaskState.Generating());
            // Without its object the result has been swept away, and the task with it as far as a client can tell.
            case "done" -> {
                List<Note> notes = notes(row);
                yield Optional.ofNullable(row.getString("result_object"))
                        .map(name -> new TaskState.Done(new ObjectName(name), notes));
            }
            case "failed" -> Optional.of(new TaskState.Failed(
                    ErrorCode.valueOf(row.getString("error_code").toUpperCase(Locale.ROOT)),
                    row.getString("error_message")));
            case "cancelled" -> Optional.of(new TaskState.Cancelled());
            default -> throw new StoreException("task " + id + " is in a state this version does not know: upgrade");
        };
        return state.map(known -> new TaskView(id, known, delivery));
    }

    private static List<Note> notes(ResultSet row) throws SQLException {
        String[] kinds = strings(row.getArray("note_kinds"));
        String[] texts = strings(row.getArray("note_texts"));
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            notes.add(new Note(Note.Kind.valueOf(kinds[i].toUpperCase(Locale.ROOT)), texts[i]));
        }
        return notes;
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
