package dev.likeness.service.pictures;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Sql;
import dev.likeness.service.ids.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Erases these, which were noted before. One that cannot be erased stays noted and keeps none of the others.
     *
     * @throws StoreException the store's, of the first that it could not erase
     */
    public void erase(Collection<ObjectName> noted) {
        Failures failures = new Failures();
        erase(noted, failures);
        failures.raise();
    }

    /** Erases all that were noted, as {@link #erase}. */
    public void eraseAll() {
        Failures failures = new Failures();
        List<ObjectName> batch;
        do {
            batch = oldest(failures.count);
            erase(batch, failures);
        } while (!batch.isEmpty());
        failures.raise();
    }

    private void erase(Collection<ObjectName> noted, Failures failures) {
        List<ObjectName> erased = new ArrayList<>();
        for (ObjectName object : noted) {
            try {
                objects.erase(object);
                erased.add(object);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!erased.isEmpty()) {
            database.alone(sql -> sql.update(ERASED, names(erased)));
        }
    }

    /** What the store could not erase. */
    private static final class Failures {
        private @Nullable RuntimeException first;
        private int count;

        void add(RuntimeException failure) {
            first = first == null ? failure : first;
            count++;
        }

        void raise() {
            if (first != null) {
                throw first;
            }
        }
    }

    /** @param skipped how many of the oldest are left out: those that could not be erased */
    private List<ObjectName> oldest(int skipped) {
        return database
                .alone(sql -> sql.list("select object from objects_to_erase order by since, object limit ? offset ?",
                        row -> new ObjectName(row.getString("object")), BATCH, skipped));
    }

    private static Object names(Collection<ObjectName> objects) {
        return Sql.texts(objects.stream().map(ObjectName::value).toList());
    }
}
