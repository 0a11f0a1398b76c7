package dev.likeness.service.backup;

import dev.likeness.service.database.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a backup says of itself: the entry {@code backup.properties}, written last, so that a file without it is not whole.
 *
 * @param made      the moment whose state it holds
 * @param schema    version of the tables
 * @param tables    in an order in which each needs only those before it
 * @param sequences last value of each, by the name of its table and column
 * @param objects   pictures in it
 * @param missing   pictures that rows name and that were not in the store
 * @param bytes     of the pictures
 * @param secrets   whether it holds them
 * @param prints    of the secrets it was made with; empty where nothing told them
 */
public record Contents(Instant made, int schema, List<Table> tables, Map<String, Long> sequences, long objects,
        long missing, long bytes, boolean secrets, Optional<Fingerprints> prints) {
    static final String ENTRY = "backup.properties";
    private static final String FORMAT = "1";
    private static final int LONGEST = 1 << 20;

    /**
     * A table in a backup.
     *
     * @param columns in the order of its rows' values
     */
    public record Table(String name, List<String> columns, long rows) {
        /** For COPY. */
        String spelled() {
            return quoted()
                    + columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", ", " (", ")"));
        }

        String quoted() {
            return '"' + name + '"';
        }

        boolean isLike(Table other) {
            return name.equals(other.name) && columns.equals(other.columns);
        }

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** Rows of this table; 0 where there is none such. */
    public long rows(String table) {
        return tables.stream().filter(each -> each.name().equals(table)).mapToLong(Table::rows).sum();
    }

    void write(OutputStream out) throws IOException {
        Properties written = new Properties();
        written.setProperty("format", FORMAT);
        written.setProperty("made", made.toString());
        written.setProperty("schema", Integer.toString(schema));
        written.setProperty("tables", tables.stream().map(Table::name).collect(Collectors.joining(",")));
        for (Table table : tables) {
            written.setProperty("table." + table.name() + ".columns", String.join(",", table.columns()));
            written.setProperty("table." + table.name() + ".rows", Long.toString(table.rows()));
        }
        sequences.forEach((name, last) -> written.setProperty("sequence." + name, Long.toString(last)));
        written.setProperty("objects", Long.toString(objects));
        written.setProperty("missing", Long.toString(missing));
        written.setProperty("bytes", Long.toString(bytes));
        written.setProperty("secrets", Boolean.toString(secrets));
        prints.ifPresent(all -> {
            written.setProperty("fingerprint.secrets", all.secrets());
            written.setProperty("fingerprint.links", String.join(",", all.links()));
        });
        written.store(out, "A backup of Likeness");
    }

    static Contents read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new StoreException("this backup is damaged: its " + ENTRY + " has no end");
        }
        Properties read = new Properties();
        try {
            read.load(new ByteArrayInputStream(bytes));
        } catch (IllegalArgumentException e) {
            throw new StoreException("this backup is damaged: " + e.getMessage(), e);
        }
        if (!FORMAT.equals(read.getProperty("format"))) {
            throw new StoreException("this backup is of a form that this version does not know: use the version of"
                    + " Likeness that made it, or a newer one");
        }
        try {
            List<Table> tables = new ArrayList<>();
            for (String name : text(read, "tables").split(",")) {
                tables.add(new Table(name, List.of(text(read, "table." + name + ".columns").split(",")),
                        number(read, "table." + name + ".rows")));
            }
            Map<String, Long> sequences = new LinkedHashMap<>();
            for (String key : read.stringPropertyNames()) {
                if (key.startsWith("sequence.")) {
                    sequences.put(key.substring("sequence.".length()), number(read, key));
                }
            }
            return new Contents(Instant.parse(text(read, "made")), Integer.parseInt(text(read, "schema")), tables,
                    sequences,
                    number(read, "objects"), number(read, "missing"), number(read, "bytes"),
                    Boolean.parseBoolean(text(read, "secrets")), prints(read));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new StoreException("this backup is damaged: " + e.getMessage(), e);
        }
    }

    private static Optional<Fingerprints> prints(Properties read) {
        return read.containsKey("fingerprint.secrets")
                ? Optional.of(new Fingerprints(text(read, "fingerprint.secrets"),
                        List.of(text(read, "fingerprint.links").split(","))))
                : Optional.empty();
    }

    private static long number(Properties read, String key) {
        return Long.parseLong(text(read, key));
    }

    private static String text(Properties read, String key) {
        String value = read.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(ENTRY + " says nothing of " + key);
        }
        return value;
    }
}
