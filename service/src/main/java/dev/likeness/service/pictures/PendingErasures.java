package dev.likeness.service.pictures;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.ObjectName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Erases objects that no row names any more. In one transaction the row forgets its object and the object is {@link #note
 * noted} here; the store is told after that, in no transaction: while it is slow, no row is locked and no backup waits. What
 * a process left that was killed in between is found here by the next sweep of the janitor. Erasing twice does no harm.
 */
public final class PendingErasures {
    private static final int BATCH = 500;
    /** Not waited for until it is on the disk: after a crash the object is erased a second time. */
    private static final String ERASED = """
            delete from objects_to_erase where object = any (?)
                and set_config('synchronous_commit', 'off', true) = 'off'
            """;

    private final Database database;
    private final ObjectStore objects;

    public PendingErasures(Database database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    /** In the transaction in which the rows forget these. */
    public static void note(Sql sql, Collection<ObjectName> forgotten) throws SQLException {
        if (!forgotten.isEmpty()) {
            sql.update("insert into objects_to_erase (object) select distinct unnest(?) on conflict do nothing",
                    names(forgotten));
        }
    }

    /** Erases these, which were noted before. */
    public void erase(Collection<ObjectName> noted) {
        if (!noted.isEmpty()) {
            noted.forEach(objects::erase);
            database.alone(sql -> sql.update(ERASED, names(noted)));
        }
    }

    /** Erases all that were noted. */
    public void eraseAll() {
        List<ObjectName> batch = oldest();
        while (!batch.isEmpty()) {
            erase(batch);
            batch = oldest();
        }
    }

    private List<ObjectName> oldest() {
        return database.alone(sql -> sql.list("select object from objects_to_erase order by since limit ?",
                row -> new ObjectName(row.getString("object")), BATCH));
    }

    private static Object names(Collection<ObjectName> objects) {
        return Sql.texts(objects.stream().map(ObjectName::value).toList());
    }
}
