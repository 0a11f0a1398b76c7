package dev.likeness.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool of connections to PostgreSQL, and what their failures mean. */
final class Connections implements AutoCloseable {
    /**
     * How long a statement may go without an answer before its connection is given up: a network that swallows what is sent
     * would otherwise hang whoever waits for as long as the system keeps trying, a quarter of an hour or for ever. Far longer than
     * any statement takes that is not {@link Sql#unhurried}. {@code socketTimeout} in the address of the database changes it.
     */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int MOST = 16;
    /** How long to wait for a connection while the database is unreachable. */
    private static final Duration REACH = Duration.ofMillis(1500);
    /** The same at start-up, when the database may still be starting. */
    private static final Duration FIRST_REACH = Duration.ofSeconds(5);
    /** How long to wait for a pooled connection while all are in use. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final HikariDataSource pool;
    private final AtomicBoolean outOfReach = new AtomicBoolean();

    private Connections(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * @throws StoreException when it cannot be reached
     */
    static Connections to(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("likeness");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(REACH.toMillis());
        config.setInitializationFailTimeout(FIRST_REACH.toMillis());
        config.setValidationTimeout(REACH.toMillis() / 2);
        config.addDataSourceProperty("ApplicationName", "likeness");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST.toSeconds()));
        // Otherwise the driver's messages contain rows, and with them prompts and addresses.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        try {
            return new Connections(new HikariDataSource(config));
        } catch (RuntimeException e) {
            throw new StoreException("cannot connect to the database as " + address
                    + ": check LIKENESS_DB_URL, LIKENESS_DB_USER, LIKENESS_DB_PASSWORD and that it is running", e);
        }
    }

    /** In auto-commit mode. */
    DataSource pool() {
        return pool;
    }

    /** Outside of the pool: connections whose statements take as long as they take. */
    static DataSource unhurried(DatabaseAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setSocketTimeout(0); // whatever the address says
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** One to work on. */
    Connection reached() {
        try {
            return take();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    Connection take() throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                Connection connection = pool.getConnection();
                if (outOfReach.getAndSet(false)) {
                    LOG.info("the database answers again");
                }
                return connection;
            } catch (SQLTransientConnectionException e) {
                boolean busy = pool.getHikariPoolMXBean().getActiveConnections() >= MOST;
                if (!busy || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    // A commit stands even when its connection fails on the way back to the pool.
    static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection broke when it was given back", e);
        }
    }

    /** Classifies a failed statement: the database is unreachable or full, or it rejected the statement. */
    StoreException failure(SQLException e) {
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
    StoreException.Unavailable unreachable(StoreException.Unavailable failure) {
        if (!outOfReach.getAndSet(true)) {
            LOG.error("the database is out of reach", failure.getCause());
        }
        return failure;
    }

    /** Lets the statements of a connection of the pool take as long as they take, until it is given back. */
    static void unhurry(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
    }

    @Override
    public void close() {
        pool.close();
    }
}
