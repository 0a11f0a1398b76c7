package dev.likeness.service.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread's transaction: its connection, and the actions to run when it has ended. */
final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);
    /** Seconds that a validity check of a connection may take. */
    private static final int PROOF = 2;

    private final Connection connection;
    private final List<Runnable> afterwards = new ArrayList<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The outcome of COMMIT. */
    sealed interface End<T> {
        /** Committed. */
        record Committed<T>(T result) implements End<T> {}

        /**
         * The answer to COMMIT was lost: it may or may not have been committed.
         *
         * @param result  what the work returned
         * @param backend the server's process that had the transaction
         */
        record Lost<T>(T result, int backend, Throwable cause) implements End<T> {}
    }

    Connection connection() {
        return connection;
    }

    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /**
     * Does the work and commits it.
     *
     * @param traced whether the end will be looked up when it is lost, for which the server's process must be known
     * @throws SQLException or what the work throws; everything is rolled back then
     */
    <T> End<T> run(Database.Work<T> work, boolean traced) throws SQLException {
        T result;
        int backend;
        try {
            connection.setAutoCommit(false);
            Sql sql = new Sql(connection);
            result = work.on(sql);
            backend = traced ? sql.one("select pg_backend_pid() as pid", row -> row.getInt("pid")) : 0;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        try {
            connection.commit();
            return new End.Committed<>(result);
        } catch (SQLException | RuntimeException e) {
            // A connection that still works means that the server itself refused, and has rolled back.
            if (holds()) {
                throw e;
            }
            return new End.Lost<>(result, backend, e);
        } catch (Error e) {
            return new End.Lost<>(result, backend, e);
        }
    }

    // If even this fails, the server rolls back by itself when it notices that the connection is gone.
    private void rollback(Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    private boolean holds() {
        try {
            return connection.isValid(PROOF);
        } catch (SQLException e) {
            return false;
        }
    }

    void ended() {
        for (Runnable action : afterwards) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.warn("what follows a transaction failed; the transaction stands", e);
            }
        }
    }
}
