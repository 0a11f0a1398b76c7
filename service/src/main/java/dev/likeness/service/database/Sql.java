package dev.likeness.service.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Runs statements on one connection, for the work that {@link Database} does on it. Parameters come in the order of the
 * statement's question marks: numbers, texts, booleans, bytes, UUIDs, dates, {@link Instant}, {@link #texts}, {@link
 * #numbers}, {@link #doubles}, and an empty {@link Optional} for null. Rows are read by the names of their columns.
 */
public final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes an object of the row that a result is at, without moving on. */
    @FunctionalInterface
    public interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A column of a row to be written, and its value: what a parameter may be. */
    public record Column<R>(String name, Function<R, Object> value) {}

    /** A parameter that is an array. */
    private record Array(String type, Collection<?> elements) {}

    /** A null of a known type. */
    private record Null(JDBCType type) {}

    /** A {@code text[]}. */
    public static Object texts(Collection<String> elements) {
        return new Array("text", elements);
    }

    /** A {@code bigint[]}. */
    public static Object numbers(Collection<Long> elements) {
        return new Array("bigint", elements);
    }

    /** A {@code double precision[]}. */
    public static Object doubles(Collection<Double> elements) {
        return new Array("float8", elements);
    }

    /** A text or null. In a batch, a null without a type would have the statement parsed again for the rows after it. */
    public static Object text(Optional<String> text) {
        return text.isPresent() ? text.get() : new Null(JDBCType.VARCHAR);
    }

    /** An integer or null, likewise. */
    public static Object integer(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : new Null(JDBCType.INTEGER);
    }

    /** A {@code real} or null, likewise. */
    public static Object real(Optional<Double> number) {
        return number.isPresent() ? number.get().floatValue() : new Null(JDBCType.REAL);
    }

    /**
     * Lets what follows on this connection take as long as it takes: otherwise a statement that is not answered within {@link
     * Connections#LONGEST} counts as lost.
     */
    public void unhurried() throws SQLException {
        Connections.unhurry(connection);
    }

    /** How many rows the statement wrote. */
    public int update(String statement, Object... parameters) throws SQLException {
        try (var update = connection.prepareStatement(statement)) {
            bind(update, List.of(parameters));
            return update.executeUpdate();
        }
    }

    /** Runs the statement once for each of these, all of them in one batch. */
    public <R> void batch(String statement, Collection<R> each, Function<R, List<Object>> parameters)
            throws SQLException {
        if (each.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement(statement)) {
            for (R one : each) {
                bind(update, parameters.apply(one));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Writes a row for each of these, all of them in one batch. */
    public <R> void insert(String table, List<Column<R>> columns, Collection<R> rows) throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        batch("insert into " + table + " (" + names + ") values (" + marks + ")", rows,
                row -> columns.stream().map(column -> column.value().apply(row)).toList());
    }

    /**
     * What the reader makes of the whole result, at whose first row it is not yet. The statement has run by then: rows that
     * it locks are locked.
     */
    public <T> T read(String query, Mapper<T> reader, Object... parameters) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            bind(select, List.of(parameters));
            try (var rows = select.executeQuery()) {
                return reader.of(rows);
            }
        }
    }

    /**
     * Writes what a COPY statement gives out.
     *
     * @param statement {@code copy … to stdout}
     * @return how many rows
     */
    public long copyOut(String statement, OutputStream out) throws SQLException, IOException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, out);
    }

    /**
     * Has a COPY statement read this.
     *
     * @param statement {@code copy … from stdin}
     * @return how many rows
     */
    public long copyIn(String statement, InputStream in) throws SQLException, IOException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, in);
    }

    /** Every row of the result, in its order. */
    public <T> List<T> list(String query, Mapper<T> mapper, Object... parameters) throws SQLException {
        return read(query, rows -> {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(mapper.of(rows));
            }
            return list;
        }, parameters);
    }

    /** The first row of the result; empty when there is none. */
    public <T> Optional<T> first(String query, Mapper<T> mapper, Object... parameters) throws SQLException {
        return read(query, rows -> rows.next() ? Optional.of(mapper.of(rows)) : Optional.empty(), parameters);
    }

    /**
     * The row of a query that always has one.
     *
     * @throws StoreException when it has none
     */
    public <T> T one(String query, Mapper<T> mapper, Object... parameters) throws SQLException {
        return first(query, mapper, parameters)
                .orElseThrow(() -> new StoreException("the database answered without a row where there is always one"));
    }

    /** Whether the result has any row. */
    public boolean exists(String query, Object... parameters) throws SQLException {
        return first(query, row -> true, parameters).isPresent();
    }

    private void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
        int mark = 0;
        for (Object parameter : parameters) {
            bind(statement, ++mark, parameter instanceof Optional<?> maybe
                    ? maybe.map(Object.class::cast).orElse(new Null(JDBCType.OTHER))
                    : parameter);
        }
    }

    private void bind(PreparedStatement statement, int mark, Object value) throws SQLException {
        switch (value) {
            case Null(JDBCType type) -> statement.setNull(mark, type.getVendorTypeNumber());
            case Array array ->
                statement.setArray(mark, connection.createArrayOf(array.type(), array.elements().toArray()));
            case Instant instant -> statement.setObject(mark, instant.atOffset(ZoneOffset.UTC));
            default -> statement.setObject(mark, value);
        }
    }

    /** A {@code timestamptz}; empty for null. */
    public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A {@code bigint} or {@code int}; empty for null. */
    public static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    /** A {@code text[]} that is not null. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** A {@code bigint[]} that is not null. */
    public static List<Long> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }

    /** A {@code double precision[]} that is not null. */
    public static List<Double> doubles(ResultSet row, String column) throws SQLException {
        return List.of((Double[]) row.getArray(column).getArray());
    }
}
