package dev.likeness.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The one PostgreSQL behind all books: connections, transactions, and the tables brought up to date. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The connection of the transaction this thread is in. */
    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private final HikariDataSource pool;
    private final AutoCloseable server;

    private Database(DatabaseAddress address, AutoCloseable server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setPoolName("books");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("ApplicationName", "likeness");
        // Else an error's text holds the values that were bound: customers' words.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException("cannot connect to the database as " + address
                    + ": check LIKENESS_DB_URL, LIKENESS_DB_USER, LIKENESS_DB_PASSWORD and that it is running", e);
        }
    }

    /** Connects to a PostgreSQL that somebody else runs. */
    public static Database connect(DatabaseAddress address) {
        return migrated(address, () -> {});
    }

    /**
     * Runs a PostgreSQL of our own in the data directory for as long as this object is open.
     *
     * @throws StoreException when another process serves that directory, or PostgreSQL cannot run here
     */
    public static Database embedded(Path data) {
        EmbeddedPostgres server = EmbeddedPostgres.start(data);
        return migrated(server.address(), server);
    }

    /** The external database if one is named, else the embedded one: joins the one another process runs, or starts it. */
    public static Database reach(Path data, Optional<DatabaseAddress> external) {
        if (external.isPresent()) {
            return connect(external.get());
        }
        return EmbeddedPostgres.running(data).map(Database::connect).orElseGet(() -> embedded(data));
    }

    private static Database migrated(DatabaseAddress address, AutoCloseable server) {
        try {
            Database database = new Database(address, server);
            try {
                database.migrate();
            } catch (FlywayException e) {
                database.pool.close();
                throw new StoreException("the database's tables cannot be brought up to date: " + e.getMessage(), e);
            }
            return database;
        } catch (RuntimeException e) {
            closeQuietly(server, e);
            throw e;
        }
    }

    private void migrate() {
        Flyway.configure().dataSource(pool).locations("classpath:dev/likeness/store/migration").load().migrate();
    }

    /** A piece of work on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs the work in the transaction this thread is in, or in a new one that a throwing work rolls back. */
    <T> T inTransaction(Work<T> work) {
        try {
            if (CURRENT.isBound()) {
                return work.on(CURRENT.get());
            }
            try (Connection connection = pool.getConnection()) {
                return ScopedValue.where(CURRENT, connection).call(() -> committed(connection, work));
            }
        } catch (SQLException e) {
            throw StoreException.refused(e);
        }
    }

    /** Runs a single statement that needs no transaction of its own; takes part in the one this thread is in. */
    <T> T alone(Work<T> work) {
        try {
            if (CURRENT.isBound()) {
                return work.on(CURRENT.get());
            }
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            }
        } catch (SQLException e) {
            throw StoreException.refused(e);
        }
    }

    /** Whether this thread is in a transaction. */
    static boolean inTransaction() {
        return CURRENT.isBound();
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.rollback();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Connections as they come, each statement its own transaction. */
    DataSource pool() {
        return pool;
    }

    /** Connections that take part in the transaction this thread is in, and cannot end it. */
    DataSource joined() {
        return new JoinedDataSource(pool, () -> CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty());
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The value of a server setting, for example {@code fsync}. */
    String setting(String name) {
        return inTransaction(connection -> {
            try (var show = connection.prepareStatement("select current_setting(?)")) {
                show.setString(1, name);
                try (var rows = show.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }

    @Override
    public void close() {
        pool.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new StoreException("the embedded database did not stop cleanly; it will recover at its next start",
                    e);
        }
    }

    private static void closeQuietly(AutoCloseable server, RuntimeException because) {
        try {
            server.close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }
}
