package dev.likeness.service.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An advisory lock of PostgreSQL, which belongs to a connection and ends with it, held while work is done. */
public final class AdvisoryLock {
    /** How long to wait for those who share it. */
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final String LOCK_TIMEOUT = "55P03";

    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLock.class);

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
        Sql sql = new Sql(connection);
        try {
            take(sql);
            try {
                work.run();
            } catch (IOException | RuntimeException | Error e) {
                release(sql, e);
                throw e;
            }
            if (!isReleased(sql)) {
                throw new StoreException("the connection that kept others away was lost meanwhile: try again");
            }
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            Connections.giveBack(connection);
        }
    }

    private void take(Sql sql) throws SQLException {
        sql.unhurried();
        sql.exists("select set_config('lock_timeout', ?, false)", TURN.toMillis() + "ms");
        try {
            sql.exists("select pg_advisory_lock(?)", number);
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

    private boolean isReleased(Sql sql) throws SQLException {
        return sql.one("select pg_advisory_unlock(?) as held", row -> row.getBoolean("held"), number);
    }

    private void release(Sql sql, Throwable because) {
        try {
            isReleased(sql);
        } catch (SQLException alsoFailed) {
            because.addSuppressed(alsoFailed);
        }
    }

    /** As {@link Database#sharing}. */
    boolean sharing(Runnable work) {
        Connection connection = connections.reached();
        Sql sql = new Sql(connection);
        try {
            if (!sql.one("select pg_try_advisory_lock_shared(?) as shared", row -> row.getBoolean("shared"), number)) {
                return false;
            }
            try {
                work.run();
            } finally {
                giveUp(sql);
            }
            return true;
        } catch (SQLException e) {
            throw connections.failure(e);
        } finally {
            Connections.giveBack(connection);
        }
    }

    // Where the connection is lost, so is the lock.
    private void giveUp(Sql sql) {
        try {
            if (!sql.one("select pg_advisory_unlock_shared(?) as held", row -> row.getBoolean("held"), number)) {
                LOG.warn("a shared lock was not released by the connection that took it: nodes must reach PostgreSQL"
                        + " directly or by a pool that keeps their sessions apart, or backups wait for it in vain");
            }
        } catch (SQLException e) {
            LOG.debug("the connection that shared a lock was lost", e);
        }
    }
}
