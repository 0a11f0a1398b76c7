package dev.likeness.service.orders;

import dev.likeness.service.database.Database;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.pictures.ErasingHold;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PendingErasures;
import java.util.List;

/**
 * Erases the data of tasks. One photo may belong to several tasks of a batch and is erased with the last of them. Rows
 * forget their objects before these are erased ({@link PendingErasures}); objects that a backup keeps for the moment
 * ({@link ErasingHold}) are left to the janitor.
 */
public final class Erasure {
    /** Whether another task still needs the photo of {@code t}. */
    public static final String NEEDED_BY_ANOTHER = neededByAnother("photo_object");
    /** Whether another task still needs the picture behind {@code t}'s sitter. */
    public static final String GROUND_NEEDED_BY_ANOTHER = neededByAnother("ground_object");

    private static String neededByAnother(String column) {
        return """
                exists (select from tasks o where o.COLUMN = t.COLUMN and o.id <> t.id and o.erased_at is null
                    and (o.finished_at is null
                        or o.state = 'failed' and o.finished_at > now() - interval '1 hour'))
                """.replace("COLUMN", column);
    }

    private final Database database;

    Erasure(Database database) {
        this.database = database;
    }

    boolean erase(AccountId account, TaskId id, ObjectStore objects) {
        boolean erased = database.alone(sql -> sql.update(
                """
                        update tasks set erased_at = now(), prompt = '', template_name = null, template_text = null, face = null, faces = '{}', photo_url = null, webhook_url = null, trace_parent = null,
                            logo_text = null, aigc_meta = default, note_kinds = '{}', note_texts = '{}', document_report = '{}', photo_place = '{}',
                            error_message = case when error_code is null then null else '' end
                        where id = ? and account_id = ? and erased_at is null and finished_at is not null
                        """,
                id.value(), account.value())) == 1;
        if (erased) {
            dropPhoto(id, objects);
            drop("select result_object as object from tasks where id = ? and result_object is not null",
                    "update tasks set result_object = null where result_object = ?", id, objects);
        }
        return erased;
    }

    void dropPhoto(TaskId id, ObjectStore objects) {
        drop("select photo_object as object from tasks t where id = ? and photo_object is not null and not "
                + NEEDED_BY_ANOTHER, "update tasks set photo_object = null where photo_object = ?", id, objects);
        drop("select ground_object as object from tasks t where id = ? and ground_object is not null and not "
                + GROUND_NEEDED_BY_ANOTHER, "update tasks set ground_object = null where ground_object = ?", id,
                objects);
    }

    private void drop(String query, String forget, TaskId id, ObjectStore objects) {
        List<ObjectName> forgotten = database.inTransaction(sql -> {
            List<ObjectName> named = sql.list(query + " and " + ErasingHold.MAY_ERASE,
                    row -> new ObjectName(row.getString("object")), id.value());
            for (ObjectName object : named) {
                sql.update(forget, object.value());
            }
            PendingErasures.note(sql, named);
            return named;
        });
        new PendingErasures(database, objects).erase(forgotten);
    }
}
