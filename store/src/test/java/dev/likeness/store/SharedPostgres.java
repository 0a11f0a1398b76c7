package dev.likeness.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** One embedded PostgreSQL for all tests of this JVM; each test makes accounts of its own. */
final class SharedPostgres {
    private static final Database DATABASE = start();

    private SharedPostgres() {}

    static Database database() {
        return DATABASE;
    }

    private static Database start() {
        try {
            Database database = Database.embedded(Files.createTempDirectory(Path.of("target"), "pg"));
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh account that owns so much. */
    static AccountId account(Database database, String ptc) {
        Accounts accounts = new Accounts(database);
        IssuedKey key = accounts.createKey("test-" + UUID.randomUUID(), Money.ptc(ptc));
        return accounts.authenticate(key.key()).orElseThrow();
    }

    static long count(Database database, String query) {
        return database.inTransaction(connection -> {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    static int execute(Database database, String sql) {
        return database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
