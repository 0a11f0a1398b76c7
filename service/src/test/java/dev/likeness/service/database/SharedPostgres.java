package dev.likeness.service.database;

import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.Limits;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** One embedded PostgreSQL for all tests of this JVM; each test makes accounts of its own. */
public final class SharedPostgres {
    private static final Path FOLDER = folder();
    private static final Database DATABASE = start();

    private SharedPostgres() {}

    public static Database database() {
        return DATABASE;
    }

    public static DatabaseAddress address() {
        return EmbeddedPostgres.running(FOLDER).orElseThrow();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "pg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database start() {
        Database database = Database.embedded(PreparedData.in(FOLDER));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        return database;
    }

    /** An empty database of this name beside the one of the tests. */
    public static void create(String name) {
        create(name, "template1");
    }

    /** A copy of another database, to which nobody is connected. */
    public static void create(String name, String template) {
        try (var connection = DriverManager.getConnection(address().url(), address().user(), address().password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of a fresh account that owns so much. */
    public static Caller account(Database database, String ptc) {
        return caller(database, ptc, Limits.NONE);
    }

    /** As {@link #account}, a key that may use no more than this. */
    public static Caller caller(Database database, String ptc, Limits limits) {
        Accounts accounts = new Accounts(database);
        AccountId account = accounts.open("test-" + UUID.randomUUID());
        if (Money.ptc(ptc).compareTo(Money.ZERO) > 0) {
            accounts.deposit(account, Money.ptc(ptc));
        }
        IssuedKey key = keys(database).create(account, NewKey.named("test").with(limits));
        return new Caller(account, key.id(), Scope.DEFAULT);
    }

    public static Keys keys(Database database) {
        return new Keys(database, SealedSecrets.open(Path.of("target")));
    }

    public static long count(Database database, String query) {
        return database.inTransaction(
                sql -> sql.one("select (" + query + ") as counted", row -> row.getLong("counted")));
    }

    public static int execute(Database database, String statement) {
        return database.inTransaction(sql -> sql.update(statement));
    }
}
