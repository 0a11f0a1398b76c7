package dev.likeness.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one PostgreSQL behind all books: connections, transactions, and the tables brought up to date. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    /** How long to wait for a database that is out of reach. */
    private static final Duration REACH = Duration.ofMillis(1500);
    /** The same at the start, when a database may be starting beside us. */
    private static final Duration FIRST_REACH = Duration.ofSeconds(5);
    /** How long to wait for one of our connections, when the database is well and all are in use. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long to look for the outcome of a transaction whose COMMIT was not answered. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** The transaction this thread is in. */
    private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

    private final HikariDataSource pool;
    private final Server server;
    private final AtomicBoolean outOfReach = new AtomicBoolean();

    /** The PostgreSQL behind a database, as far as we run it. */
    private interface Server {
        void close() throws IOException;

        CompletableFuture<StoreException> lost();
    }

    private Database(DatabaseAddress address, Server server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setPoolName("books");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(REACH.toMillis());
        config.setInitializationFailTimeout(FIRST_REACH.toMillis());
        config.setValidationTimeout(REACH.toMillis() / 2);
        config.addDataSourceProperty("ApplicationName", "likeness");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Else the driver writes rows, and with them prompts and addresses, into its messages.
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
        return migrated(address, new Server() {
            @Override
            public void close() {}

            @Override
            public CompletableFuture<StoreException> lost() {
                return new CompletableFuture<>();
            }
        });
    }

    /**
     * Runs a PostgreSQL of our own in the data directory for as long as this object is open.
     *
     * @throws StoreException when another process serves that directory, or PostgreSQL cannot run here
     */
    public static Database embedded(Path data) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        return migrated(postgres.address(), new Server() {
            @Override
            public void close() throws IOException {
                postgres.close();
            }

            @Override
            public CompletableFuture<StoreException> lost() {
                return postgres.lost();
            }
        });
    }

    /** The external database if one is named, else the embedded one: joins the one another process runs, or starts it. */
    public static Database reach(Path data, Optional<DatabaseAddress> external) {
        if (external.isPresent()) {
            return connect(external.get());
        }
        return EmbeddedPostgres.running(data).map(Database::connect).orElseGet(() -> embedded(data));
    }

    private static Database migrated(DatabaseAddress address, Server server) {
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
        Flyway.configure().dataSource(pool).locations("classpath:dev/likeness/service/database/migration").load()
                .migrate();
    }

    /** A piece of work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Tells on a connection of its own whether what a transaction wrote is there. */
    @FunctionalInterface
    public interface Witness<T> {
        /**
         * @param result what the transaction's work returned
         */
        boolean isThere(Sql sql, T result) throws SQLException;
    }

    /**
     * Runs the work in the transaction this thread is in, or in a new one that a throwing work rolls back.
     *
     * @throws StoreException.Unavailable when the database is out of reach; it says whether the outcome is known
     */
    public <T> T inTransaction(Work<T> work) {
        return inTransaction(work, Optional.empty());
    }

    /** As {@link #inTransaction(Work)}; where the answer to COMMIT is lost, the witness is asked for the outcome. */
    public <T> T inTransaction(Work<T> work, Witness<T> witness) {
        return inTransaction(work, Optional.of(witness));
    }

    private <T> T inTransaction(Work<T> work, Optional<Witness<T>> witness) {
        if (CURRENT.isBound()) {
            return joined(work);
        }
        Connection connection = reached();
        Transaction transaction = new Transaction(connection);
        Transaction.End<T> end;
        try {
            end = ScopedValue.where(CURRENT, transaction).call(() -> transaction.run(work, witness.isPresent()));
        } catch (SQLException e) {
            throw failure(e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // The queue's library wraps what the database said.
            throw e.getCause() instanceof SQLException cause ? failure(cause) : e;
        } finally {
            giveBack(connection);
            transaction.ended();
        }
        return switch (end) {
            case Transaction.End.Committed<T>(T result) -> result;
            case Transaction.End.Lost<T> lost -> {
                T result = witness.map(asked -> lookedUp(lost, asked))
                        .orElseThrow(() -> StoreException.Unavailable.outcomeUnknown(lost.cause()));
                transaction.ended();
                yield result;
            }
        };
    }

    private <T> T joined(Work<T> work) {
        try {
            return work.on(new Sql(CURRENT.get().connection()));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a single statement that needs no transaction of its own; takes part in the one this thread is in. */
    public <T> T alone(Work<T> work) {
        if (CURRENT.isBound()) {
            return joined(work);
        }
        Connection connection = reached();
        try {
            return work.on(new Sql(connection));
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            giveBack(connection);
        }
    }

    /** Does this once the transaction that this thread is in has ended, however it ends; at once where it is in none. */
    public void afterTransaction(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().afterwards(action);
        } else {
            action.run();
        }
    }

    private Connection reached() {
        try {
            return connection();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Connection connection() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                Connection connection = pool.getConnection();
                if (outOfReach.getAndSet(false)) {
                    LOG.info("the database answers again");
                }
                return connection;
            } catch (SQLTransientConnectionException e) {
                boolean busy = pool.getHikariPoolMXBean().getActiveConnections() >= CONNECTIONS;
                if (!busy || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    // What was committed stays so when its connection cannot be given back in good order.
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection broke when it was given back", e);
        }
    }

    /**
     * Finds out what became of a transaction. The process that had it is ended first: once it is gone, nothing can be
     * committed any more, and what the witness does not see was rolled back.
     */
    private <T> T lookedUp(Transaction.End.Lost<T> lost, Witness<T> witness) {
        LOG.warn("the connection broke before COMMIT was answered: looking up what became of it");
        // An interrupted thread is let onto no connection; it is reminded afterwards.
        boolean interrupted = Thread.interrupted();
        long start = System.nanoTime();
        try {
            while (true) {
                try (Connection connection = connection()) {
                    Sql sql = new Sql(connection);
                    boolean gone = isGone(sql, lost.backend());
                    if (witness.isThere(sql, lost.result())) {
                        return lost.result();
                    }
                    if (gone) {
                        throw StoreException.Unavailable.nothingWasDone(lost.cause());
                    }
                } catch (SQLException e) {
                    lost.cause().addSuppressed(e);
                }
                if (System.nanoTime() - start > LOOK.toNanos()) {
                    throw unreachable(StoreException.Unavailable.outcomeUnknown(lost.cause()));
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isGone(Sql sql, int backend) throws SQLException {
        return !sql.exists(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid = ? and pid <> pg_backend_pid()",
                backend);
    }

    /** What a failed statement means: that the database is out of reach or out of room, or that it refused. */
    private StoreException failure(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        // 08 connection, 53 no room, 57P server stopping or starting, 58 its system's errors, 25006 a standby.
        boolean unavailable = e instanceof SQLTransientConnectionException || state.startsWith("08")
                || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58")
                || state.equals("25006");
        return unavailable
                ? unreachable(StoreException.Unavailable.nothingWasDone(StoreException.withoutValues(e)))
                : new StoreException("the database refused a statement (SQLSTATE " + state + ")",
                        StoreException.withoutValues(e));
    }

    // Once for each time that it is out of reach, or the log would fill with it.
    private StoreException.Unavailable unreachable(StoreException.Unavailable failure) {
        if (!outOfReach.getAndSet(true)) {
            LOG.error("the database is out of reach", failure.getCause());
        }
        return failure;
    }

    /** Whether this thread is in a transaction. */
    public static boolean inTransaction() {
        return CURRENT.isBound();
    }

    /** Connections as they come, each statement its own transaction. */
    public DataSource pool() {
        return pool;
    }

    /** Connections that take part in the transaction this thread is in, and cannot end it. */
    public DataSource joined() {
        return new JoinedDataSource(pool,
                () -> CURRENT.isBound() ? Optional.of(CURRENT.get().connection()) : Optional.empty());
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Completed when the embedded PostgreSQL has ended and cannot be started again: the service can do nothing more. */
    public CompletableFuture<StoreException> lost() {
        return server.lost();
    }

    /** The value of a server setting, for example {@code fsync}. */
    String setting(String name) {
        return inTransaction(sql -> sql.one("select current_setting(?) as value", row -> row.getString("value"), name));
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

    private static void closeQuietly(Server server, RuntimeException because) {
        try {
            server.close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }
}
