package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.ObjectStore;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * Checks that all processes of a service share the same object store and the same secrets for access keys and links.
 * The first process records them; a process with others fails when it starts, instead of later with an order whose
 * photo it cannot find.
 */
public final class InstallationCheck {
    private static final String ADVICE = ". Let LIKENESS_DATA of all of them name one shared folder, or give all of"
            + " them the same LIKENESS_S3_BUCKET and the same files in LIKENESS_SECRETS. If this process is"
            + " the right one, run \"delete from installation\" in the database and start again";

    /** Of the advisory lock; any number that nothing else uses. */
    private static final long TURN = 0x6c696b656e657373L;

    private final Database database;

    public InstallationCheck(Database database) {
        this.database = database;
    }

    /** The object store and secrets of a process. */
    public record Credentials(ObjectStore objects, SealedSecrets safe, SignedLinks links) {}

    /**
     * Joins the processes that share this database.
     *
     * @throws StoreException when this process has another object store or other secrets than they
     */
    public void join(Credentials mine) {
        database.inTransaction(sql -> {
            // One process after the other: not every store could tell which of two was the first to write its id.
            sql.exists("select from pg_advisory_xact_lock(?)", TURN);
            if (!first(sql, mine)) {
                compare(sql, mine);
            }
            return mine;
        });
    }

    /**
     * As {@link #join}, for the only process of this database: its credentials are recorded in place of earlier ones.
     */
    public void found(Credentials mine) {
        database.inTransaction(sql -> {
            sql.update("delete from installation");
            return first(sql, mine);
        });
    }

    private static boolean first(Sql sql, Credentials mine) throws SQLException {
        return sql.update("""
                insert into installation (object_store, secrets, link_keys) values (?, ?, ?) on conflict do nothing
                """, mine.objects().identity(), mine.safe().fingerprint(), Sql.texts(mine.links().keyIds())) == 1;
    }

    private record Written(String objectStore, String secrets, List<String> linkKeys) {}

    private static void compare(Sql sql, Credentials mine) throws SQLException {
        Written written = sql.one("select * from installation for update",
                row -> new Written(row.getString("object_store"), row.getString("secrets"),
                        Sql.texts(row, "link_keys")));
        if (!written.objectStore().equals(mine.objects().identity())) {
            throw new StoreException("this process keeps its pictures elsewhere than the other processes of this"
                    + " service, so that they would not find each other's photos" + ADVICE);
        }
        if (!written.secrets().equals(mine.safe().fingerprint())
                || Collections.disjoint(written.linkKeys(), mine.links().keyIds())) {
            throw new StoreException("this process has other secrets (secrets.key, link.keys) than the other"
                    + " processes of this service, so that they would refuse each other's links and access keys"
                    + ADVICE);
        }
        // The ring of link keys may be changed line by line.
        sql.update("update installation set link_keys = ?", Sql.texts(mine.links().keyIds()));
    }
}
