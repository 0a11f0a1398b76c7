package dev.likeness.service.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets a library that opens its own connections write inside our transaction: the queue entry must commit together with
 * the task and the hold. Within a transaction it returns that transaction's connection, on which {@code close} and
 * {@code commit} do nothing; outside it returns pooled connections.
 */
record JoinedDataSource(DataSource pool, Supplier<Optional<Connection>> current) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        Optional<Connection> transaction = current.get();
        return transaction.isPresent() ? borrowed(transaction.get()) : pool.getConnection();
    }

    private static Connection borrowed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(JoinedDataSource.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private static @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close", "commit" -> {
                return null;
            }
            case "rollback", "setAutoCommit" -> throw new SQLException(
                    method.getName() + " is not for the borrower of a transaction");
            default -> {
                try {
                    return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is that of the pool");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("belongs to the pool");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("belongs to the pool");
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped as " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
