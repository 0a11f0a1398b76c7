package dev.likeness.service.work;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.pictures.ObjectStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that all processes of a service share the same object store and the same secrets for access keys and links. The
 * first process records them; one that has others fails at its start rather than at an order whose photo it cannot find.
 */
public final class InstallationCheck {
    private static final String ADVICE = ". Let LIKENESS_DATA of all of them name one shared folder. If this folder is"
            + " the right one, run \"delete from installation\" in the database and start again";

    private final Database database;

    public InstallationCheck(Database database) {
        this.database = database;
    }

    /** What a process brings along. */
    public record Credentials(ObjectStore objects, SealedSecrets safe, SignedLinks links) {}

    /**
     * Joins the processes that share this database.
     *
     * @throws StoreException when this process has another object store or other secrets than they
     */
    public void join(Credentials mine) {
        database.inTransaction(connection -> {
            if (!first(connection, mine)) {
                compare(connection, mine);
            }
            return mine;
        });
    }

    /** As {@link #join}, of the only process that this database has: what it brings along counts from now on. */
    public void found(Credentials mine) {
        database.inTransaction(connection -> {
            try (var delete = connection.prepareStatement("delete from installation")) {
                delete.executeUpdate();
            }
            return first(connection, mine);
        });
    }

    private static boolean first(Connection connection, Credentials mine) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into installation (object_store, secrets, link_keys) values (?, ?, ?) on conflict do nothing
                """)) {
            insert.setString(1, mine.objects().identity());
            insert.setString(2, mine.safe().fingerprint());
            insert.setArray(3, connection.createArrayOf("text", mine.links().keyIds().toArray()));
            return insert.executeUpdate() == 1;
        }
    }

    private static void compare(Connection connection, Credentials mine) throws SQLException {
        try (var select = connection.prepareStatement("select * from installation for update");
                var row = select.executeQuery()) {
            row.next();
            if (!row.getString("object_store").equals(mine.objects().identity())) {
                throw new StoreException("this process keeps its pictures elsewhere than the other processes of this"
                        + " service, so that they would not find each other's photos" + ADVICE);
            }
            Set<String> known = new TreeSet<>(Set.of((String[]) row.getArray("link_keys").getArray()));
            if (!row.getString("secrets").equals(mine.safe().fingerprint())
                    || Collections.disjoint(known, mine.links().keyIds())) {
                throw new StoreException("this process has other secrets (secrets.key, link.keys) than the other"
                        + " processes of this service, so that they would refuse each other's links and access keys"
                        + ADVICE);
            }
        }
        // The ring of link keys may be changed line by line.
        try (var update = connection.prepareStatement("update installation set link_keys = ?")) {
            update.setArray(1, connection.createArrayOf("text", mine.links().keyIds().toArray()));
            update.executeUpdate();
        }
    }
}
