package dev.likeness.service.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables of a database, brought from version to version. A version is the number of a migration. */
public final class Migrations {
    private static final String LAST = "latest";

    private final DataSource pool;

    Migrations(DataSource pool) {
        this.pool = pool;
    }

    /** The version of the tables; 0 where there are none of this program. */
    public int version() {
        return number(flyway(LAST).info().current());
    }

    /** The last version that this program knows. */
    public int known() {
        MigrationInfo[] all = flyway(LAST).info().all();
        int last = 0;
        for (MigrationInfo each : all) {
            if (each.getState().isResolved()) {
                last = Math.max(last, number(each));
            }
        }
        return last;
    }

    private static int number(MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? 0
                : Integer.parseInt(migration.getVersion().getVersion());
    }

    /** Brings the tables to this version and no further. */
    public void to(int version) {
        migrate(String.valueOf(version));
    }

    /** Brings the tables to the last version. */
    public void toLast() {
        migrate(LAST);
    }

    private void migrate(String target) {
        try {
            flyway(target).migrate();
        } catch (FlywayException e) {
            throw new StoreException("the database's tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private Flyway flyway(String target) {
        return Flyway.configure().dataSource(pool).locations("classpath:dev/likeness/service/database/migration")
                .target(target).load();
    }
}
