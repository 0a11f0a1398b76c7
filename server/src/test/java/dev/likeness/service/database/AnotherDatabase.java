package dev.likeness.service.database;

import java.nio.file.Path;

/** A database of its own in the PostgreSQL that a service runs, for a service beside it. */
public final class AnotherDatabase {
    private AnotherDatabase() {}

    /**
     * @param data the folder of the service that runs PostgreSQL
     */
    public static DatabaseAddress in(Path data, Database running, String name) {
        running.alone(sql -> sql.update("create database " + name));
        DatabaseAddress shared = EmbeddedPostgres.running(data).orElseThrow();
        return new DatabaseAddress(shared.url().replaceAll("/postgres$", "/" + name), shared.user(), shared.password());
    }

    /** As if the time had come at which another worker takes this order up. */
    public static void due(Database database, String task) {
        database.alone(sql -> sql.update("update scheduled_tasks set execution_time = now() where task_instance = ?",
                task));
    }

    public static long count(Database database, String query) {
        return database.alone(sql -> sql.one("select (" + query + ") as counted", row -> row.getLong("counted")));
    }
}
