package dev.likeness.service.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that holds everything: connections, transactions and migrations. */
public final class Database implements AutoCloseable {
    /** How long to look for the outcome of a transaction whose COMMIT was not answered. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** The transaction this thread is in. */
    private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

    private final DatabaseAddress address;
    private final Connections connections;
    private final PostgresServer server;
    private final Duration look;

    private Database(DatabaseAddress address, PostgresServer server, Duration look) {
        this.address = address;
        this.look = look;
        this.server = server;
        this.connections = Connections.to(address);
    }

    /** Connects to an external PostgreSQL. */
    public static Database connect(DatabaseAddress address) {
        return migrated(address, PostgresServer.ELSEWHERE);
    }

    /**
     * To one whose tables are up to date.
     *
     * @param look how long to look for the outcome of a transaction whose COMMIT was not answered
     */
    static Database connect(DatabaseAddress address, Duration look) {
        return new Database(address, PostgresServer.ELSEWHERE, look);
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
            database.connections.close();
            server.closeQuietly(e);
            throw e;
        }
    }

    /** With its tables as they are; closes the server where it cannot be reached. */
    static Database untouched(DatabaseAddress address, PostgresServer server) {
        try {
            return new Database(address, server, LOOK);
        } catch (RuntimeException e) {
            server.closeQuietly(e);
            throw e;
        }
    }

    /** Of its tables. */
    public Migrations migrations() {
        return new Migrations(Connections.unhurried(address));
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
        Connection connection = connections.reached();
        Transaction transaction = new Transaction(connection);
        Transaction.End<T> end;
        try {
            end = ScopedValue.where(CURRENT, transaction).call(() -> transaction.run(work, witness.isPresent()));
        } catch (SQLException e) {
            throw connections.failure(e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // The queue's library wraps what the database said.
            throw e.getCause() instanceof SQLException cause ? connections.failure(cause) : e;
        } finally {
            Connections.giveBack(connection);
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
            throw connections.failure(e);
        }
    }

    /** Runs a single statement that needs no transaction of its own; takes part in the one this thread is in. */
    public <T> T alone(Work<T> work) {
        if (CURRENT.isBound()) {
            return joined(work);
        }
        Connection connection = connections.reached();
        try {
            return work.on(new Sql(connection));
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            Connections.giveBack(connection);
        }
    }

    /**
     * Reads the database as it is at one moment, whatever is written meanwhile, in a transaction that can write nothing and
     * takes as long as it takes.
     */
    public <T> T inSnapshot(Work<T> work) {
        return inTransaction(sql -> {
            sql.unhurried();
            sql.update("set transaction isolation level repeatable read, read only");
            return work.on(sql);
        });
    }

    /**
     * Holds the advisory lock of this number against all processes while the work is done, on a connection of its own;
     * waits for those who share it.
     *
     * @throws StoreException when the lock was lost on the way, or others kept it for too long
     */
    public void holding(long lock, AdvisoryLock.Held work) throws IOException {
        new AdvisoryLock(connections, lock).holding(work);
    }

    /** Runs the action when this thread's transaction has ended, committed or not; immediately where there is none. */
    public void afterTransaction(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().afterwards(action);
        } else {
            action.run();
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
                try (Connection connection = connections.take()) {
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
                if (System.nanoTime() - start > look.toNanos()) {
                    throw connections.unreachable(StoreException.Unavailable.outcomeUnknown(lost.cause()));
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

    /** Whether this thread is in a transaction. */
    public static boolean inTransaction() {
        return CURRENT.isBound();
    }

    /** The connection pool, in auto-commit mode. */
    public DataSource pool() {
        return connections.pool();
    }

    /** Connections that take part in this thread's transaction and cannot end it. */
    public DataSource joined() {
        return new JoinedDataSource(connections.pool(),
                () -> CURRENT.isBound() ? Optional.of(CURRENT.get().connection()) : Optional.empty());
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try (Connection connection = connections.pool().getConnection()) {
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
        connections.close();
        try {
            server.close();
        } catch (Exception e) {
            throw new StoreException("the embedded database did not stop cleanly; it will recover at its next start",
                    e);
        }
    }
}
