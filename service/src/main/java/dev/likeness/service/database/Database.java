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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that holds everything: connections, transactions and migrations. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    /** How long to wait for a connection while the database is unreachable. */
    private static final Duration REACH = Duration.ofMillis(1500);
    /** The same at start-up, when the database may still be starting. */
    private static final Duration FIRST_REACH = Duration.ofSeconds(5);
    /** How long to wait for a pooled connection while all are in use. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long to look for the outcome of a transaction whose COMMIT was not answered. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** How long to wait for an advisory lock. */
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final String LOCK_TIMEOUT = "55P03";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** The transaction this thread is in. */
    private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

    private final HikariDataSource pool;
    private final PostgresServer server;
    private final AtomicBoolean outOfReach = new AtomicBoolean();

    private Database(DatabaseAddress address, PostgresServer server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setPoolName("likeness");
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
        // Otherwise the driver's messages contain rows, and with them prompts and addresses.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException("cannot connect to the database as " + address
                    + ": check LIKENESS_DB_URL, LIKENESS_DB_USER, LIKENESS_DB_PASSWORD and that it is running", e);
        }
    }

    /** Connects to an external PostgreSQL. */
    public static Database connect(DatabaseAddress address) {
        return migrated(address, PostgresServer.ELSEWHERE);
    }

    /**
     * Runs an embedded PostgreSQL in the data directory for as long as this object is open.
     *
     * @throws StoreException when another process serves that directory, or PostgreSQL cannot run here
     */
    public static Database embedded(Path data) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        return migrated(postgres.address(), PostgresServer.of(postgres));
    }

    /** The external database if one is given, else the embedded one, which is started unless another process runs it. */
    public static Database reach(Path data, Optional<DatabaseAddress> external) {
        if (external.isPresent()) {
            return connect(external.get());
        }
        return EmbeddedPostgres.running(data).map(Database::connect).orElseGet(() -> embedded(data));
    }

    private static Database migrated(DatabaseAddress address, PostgresServer server) {
        Database database = untouched(address, server);
        try {
            database.migrations().toLast();
            return database;
        } catch (RuntimeException e) {
            database.pool.close();
            server.closeQuietly(e);
            throw e;
        }
    }

    /** With its tables as they are; closes the server where it cannot be reached. */
    static Database untouched(DatabaseAddress address, PostgresServer server) {
        try {
            return new Database(address, server);
        } catch (RuntimeException e) {
            server.closeQuietly(e);
            throw e;
        }
    }

    /** Of its tables. */
    public Migrations migrations() {
        return new Migrations(pool);
    }

    /** A piece of work on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Checks on a separate connection whether a transaction's writes are in the database. */
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

    /** Reads the database as it is at one moment, whatever is written meanwhile, in a transaction that can write nothing. */
    public <T> T inSnapshot(Work<T> work) {
        return inTransaction(sql -> {
            sql.update("set transaction isolation level repeatable read, read only");
            return work.on(sql);
        });
    }

    /** Work that may fail on files. */
    @FunctionalInterface
    public interface Held {
        void run() throws IOException;
    }

    /**
     * Holds the advisory lock of this number against all processes while the work is done, on a connection of its own;
     * waits for those who share it.
     *
     * @throws StoreException when the lock was lost on the way, or others kept it for too long
     */
    public void holding(long lock, Held work) throws IOException {
        Connection connection = reached();
        Sql sql = new Sql(connection);
        try {
            lock(sql, lock);
            try {
                work.run();
            } catch (IOException | RuntimeException | Error e) {
                release(sql, lock, e);
                throw e;
            }
            if (!isReleased(sql, lock)) {
                throw new StoreException("the connection that kept others away was lost meanwhile: try again");
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            giveBack(connection);
        }
    }

    private void lock(Sql sql, long lock) throws SQLException {
        sql.exists("select set_config('lock_timeout', ?, false)", TURN.toMillis() + "ms");
        try {
            sql.exists("select pg_advisory_lock(?)", lock);
        } catch (SQLException e) {
            if (LOCK_TIMEOUT.equals(e.getSQLState())) {
                throw new StoreException("another process has been erasing pictures for " + TURN.toSeconds()
                        + " s, or makes a backup: try again later", e);
            }
            throw e;
        } finally {
            sql.exists("select set_config('lock_timeout', '0', false)");
        }
    }

    private static boolean isReleased(Sql sql, long lock) throws SQLException {
        return sql.one("select pg_advisory_unlock(?) as held", row -> row.getBoolean("held"), lock);
    }

    private static void release(Sql sql, long lock, Throwable because) {
        try {
            isReleased(sql, lock);
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    /** Runs the action when this thread's transaction has ended, committed or not; immediately where there is none. */
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

    // A commit stands even when its connection fails on the way back to the pool.
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection broke when it was given back", e);
        }
    }

    /**
     * Determines the outcome of a transaction whose COMMIT was not answered. Its server process is terminated first: once
     * that is gone nothing can be committed any more, so what the witness does not see was rolled back.
     */
    private <T> T lookedUp(Transaction.End.Lost<T> lost, Witness<T> witness) {
        LOG.warn("the connection broke before COMMIT was answered: looking up what became of it");
        // An interrupted thread gets no connection, so the flag is cleared here and restored afterwards.
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

    /** Classifies a failed statement: the database is unreachable or full, or it rejected the statement. */
    private StoreException failure(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        // 08 connection, 53 insufficient resources, 57P server stopping or starting, 58 system error, 25006 read-only standby.
        boolean unavailable = e instanceof SQLTransientConnectionException || state.startsWith("08")
                || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58")
                || state.equals("25006");
        return unavailable
                ? unreachable(StoreException.Unavailable.nothingWasDone(StoreException.withoutValues(e)))
                : new StoreException("the database refused a statement (SQLSTATE " + state + ")",
                        StoreException.withoutValues(e));
    }

    // Logged once per outage, or the log would fill with it.
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

    /** The connection pool, in auto-commit mode. */
    public DataSource pool() {
        return pool;
    }

    /** Connections that take part in this thread's transaction and cannot end it. */
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
}
