package dev.likeness.service.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * An advisory lock of PostgreSQL, held while work is done. It belongs to a transaction that is open meanwhile and does nothing
 * else, so it has no snapshot that would keep vacuum from anything. A lock of the session would be lost to whoever comes next
 * behind a pool that hands the server's connections out by transaction, as PgBouncer does.
 */
public final class AdvisoryLock {
    /** How long to wait for those who share it. */
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final String LOCK_TIMEOUT = "55P03";

    private final Connections connections;
    private final long number;

    AdvisoryLock(Connections connections, long number) {
        this.connections = connections;
        this.number = number;
    }

    /** Work that may fail on files. */
    @FunctionalInterface
    public interface Held {
        void run() throws IOException;
    }

    /** As {@link Database#holding}. */
    void holding(Held work) throws IOException {
        Connection connection = connections.reached();
        try {
            connection.setAutoCommit(false);
            take(new Sql(connection));
            work.run();
            end(connection);
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            Connections.giveBack(connection); // which rolls back what is open
        }
    }

    private void take(Sql sql) throws SQLException {
        sql.unhurried();
        sql.exists(
                "select set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', '0', true)",
                TURN.toMillis() + "ms");
        try {
            sql.exists("select pg_advisory_xact_lock(?)", number);
            // A query keeps its snapshot until another statement takes its place; this one has none.
            sql.update("set local lock_timeout = 0");
        } catch (SQLException e) {
            if (LOCK_TIMEOUT.equals(e.getSQLState())) {
                throw new StoreException("another process has been erasing pictures for " + TURN.toSeconds()
                        + " s, or makes a backup: try again later", e);
            }
            throw e;
        }
    }

    // What is lost with its connection was not held to the end.
    private static void end(Connection connection) {
        try {
            new Sql(connection).exists("select 1");
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException("the connection that kept others away was lost meanwhile: try again",
                    StoreException.withoutValues(e));
        }
    }
}
