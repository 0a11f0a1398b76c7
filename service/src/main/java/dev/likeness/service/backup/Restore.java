package dev.likeness.service.backup;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.Migrations;
import dev.likeness.service.database.SecretFile;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.pictures.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes an empty installation of a backup. The pictures come first and all rows in one transaction afterwards, so an
 * installation has either nothing or everything; where it was interrupted between the two it is simply run again. Tables of an
 * earlier version are filled as they were and brought up to date then.
 */
public final class Restore implements AutoCloseable {
    private static final String OBJECTS = "objects/";
    /** What a migration itself writes into an empty database. */
    private static final Set<String> SEEDED = Set.of("prices");
    /** Bytes; nothing that is stored comes near. */
    private static final int LARGEST_PICTURE = 256 << 20;
    private static final int LONGEST_SECRET = 1 << 16;
    private static final Duration LATER = Duration.ofDays(1);

    private final ZipFile zip;
    private final Contents contents;

    private Restore(ZipFile zip, Contents contents) {
        this.zip = zip;
        this.contents = contents;
    }

    /**
     * @throws StoreException when it is no whole backup
     */
    public static Restore open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (NoSuchFileException e) {
            throw new StoreException(file + " is not there: check the path", e);
        } catch (ZipException e) {
            throw new StoreException(file + " is no backup, or broke off: use another one", e);
        }
        try {
            ZipEntry entry = zip.getEntry(Contents.ENTRY);
            if (entry == null) {
                throw new StoreException(file + " is no backup of Likeness: it has no " + Contents.ENTRY);
            }
            try (InputStream in = checked(zip, entry)) {
                return new Restore(zip, Contents.read(in));
            }
        } catch (IOException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    /** What is in the backup. */
    public Contents contents() {
        return contents;
    }

    /**
     * Fills the installation.
     *
     * @param empty its database as {@link dev.likeness.service.database.UntouchedDatabase#toFill} opens it; its tables are
     *              made only when it is known to be free
     * @throws StoreException when it is not empty, or the backup is damaged or of a later version; nothing of it can be seen
     *                        in the installation then
     */
    public void into(Installed empty) throws IOException {
        Database database = empty.database();
        checkVersion(database.migrations());
        database.alone(Restore::checkEmpty);
        checkObjects(empty.objects());
        Map<String, String> secrets = secrets(empty.secrets());
        database.migrations().to(contents.schema());
        database.alone(this::checkTables);
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            SecretFile.keep(empty.secrets().resolve(secret.getKey()), secret.getValue());
        }
        pictures(empty.objects());
        rows(database);
        database.migrations().toLast();
    }

    private void checkVersion(Migrations migrations) {
        int theirs = contents.schema();
        int known = migrations.known();
        int here = migrations.version();
        if (known < theirs) {
            throw new StoreException("this backup is of a newer Likeness, with tables of version " + theirs
                    + ", and this one knows them up to " + known + ": use that version");
        }
        if (here > theirs) {
            throw new StoreException("this database has tables of version " + here + " already, and the backup of "
                    + theirs + ": name an empty database, or an empty data folder");
        }
    }

    private static boolean checkEmpty(Sql sql) throws SQLException {
        for (Contents.Table table : Catalogue.tables(sql)) {
            if (!SEEDED.contains(table.name()) && sql.exists("select from " + table.quoted() + " limit 1")) {
                throw new StoreException("this database is in use, there are rows in its table " + table.name()
                        + ": a backup is restored into an empty one; name another with LIKENESS_DATA or LIKENESS_DB_URL");
            }
        }
        if (sql.exists("select where to_regclass('nodes') is not null")
                && sql.exists("select from nodes where seen_at > now() - interval '20 seconds'")) {
            throw new StoreException("processes of this service are running: stop them all first");
        }
        return true;
    }

    /** What the file says is compared with the catalogue, and of the two only the catalogue's names are ever executed. */
    private List<Contents.Table> checkTables(Sql sql) throws SQLException {
        List<Contents.Table> known = Catalogue.tables(sql);
        for (Contents.Table table : known) {
            saved(table);
        }
        if (known.size() != contents.tables().size()
                || !Catalogue.sequences(sql).keySet().equals(contents.sequences().keySet())) {
            throw new StoreException("this backup is damaged: it has other tables or sequences than those of version "
                    + contents.schema());
        }
        return known;
    }

    private Contents.Table saved(Contents.Table known) {
        return contents.tables().stream().filter(known::isLike).findFirst().orElseThrow(() -> new StoreException(
                "this backup is damaged: its table " + known.name() + " is not that of version " + contents.schema()));
    }

    // What is there and is in the backup was put there by an earlier, interrupted run.
    private void checkObjects(ObjectStore objects) {
        objects.check();
        Set<String> mine = new HashSet<>();
        zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith(OBJECTS))
                .forEach(name -> mine.add(name.substring(OBJECTS.length())));
        List<ObjectName> others = objects.putBefore(Instant.now().plus(LATER)).stream()
                .filter(name -> !mine.contains(name.value())).toList();
        if (!others.isEmpty()) {
            throw new StoreException(
                    "there are " + others.size() + " pictures in the store that are not in the backup: "
                            + "name an empty one with LIKENESS_DATA, LIKENESS_S3_BUCKET or LIKENESS_S3_PREFIX");
        }
    }

    /** Those to be written, by their files, when all are known to be the right ones. */
    private Map<String, String> secrets(Path folder) throws IOException {
        if (!contents.secrets()) {
            Fingerprints here = Fingerprints.in(folder).orElseThrow(() -> new StoreException(
                    "this backup holds no secrets: put " + String.join(" and ", Installed.SECRETS)
                            + " of its installation into " + folder + " first, or access keys and links are lost"));
            if (contents.prints().isPresent() && !contents.prints().get().match(here)) {
                throw new StoreException(String.join(" and ", Installed.SECRETS) + " in " + folder
                        + " are not those of the backup's installation: put the right ones there");
            }
            return Map.of();
        }
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String name : Installed.SECRETS) {
            ZipEntry entry = Optional.ofNullable(zip.getEntry("secrets/" + name))
                    .orElseThrow(() -> new StoreException("this backup is damaged: " + name + " is missing"));
            String secret = new String(bytes(zip, entry, LONGEST_SECRET), StandardCharsets.UTF_8).strip();
            Optional<String> here = SecretFile.read(folder.resolve(name));
            if (here.isPresent() && !here.get().equals(secret)) {
                throw new StoreException(folder.resolve(name) + " is another one than that of the backup: name an empty"
                        + " folder with LIKENESS_SECRETS or LIKENESS_DATA, or move it away");
            }
            secrets.put(name, secret);
        }
        return secrets;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry, int limit) throws IOException {
        try (InputStream in = checked(zip, entry)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new StoreException("this backup is damaged: " + entry.getName() + " has more than " + limit
                        + " bytes");
            }
            return bytes;
        }
    }

    private void pictures(ObjectStore objects) throws IOException {
        long restored = 0;
        for (ZipEntry entry : zip.stream().filter(each -> each.getName().startsWith(OBJECTS)).toList()) {
            ObjectName name = ObjectName.parse(entry.getName().substring(OBJECTS.length())).orElseThrow(
                    () -> new StoreException("this backup is damaged: it names a picture that cannot be"));
            objects.put(name, bytes(zip, entry, LARGEST_PICTURE));
            restored++;
        }
        if (restored != contents.objects()) {
            throw new StoreException("this backup is damaged: it has " + restored + " pictures of "
                    + contents.objects());
        }
    }

    private void rows(Database database) throws IOException {
        try {
            database.inTransaction(sql -> {
                sql.unhurried();
                checkEmpty(sql);
                for (String seeded : SEEDED) {
                    sql.update("delete from " + seeded);
                }
                for (Contents.Table table : checkTables(sql)) {
                    fill(sql, table, saved(table).rows());
                }
                for (Map.Entry<String, Long> sequence : contents.sequences().entrySet()) {
                    String[] of = sequence.getKey().split("\\.", 2);
                    if (sequence.getValue() > 0) {
                        sql.exists("select setval(pg_get_serial_sequence(?, ?)::regclass, ?)", of[0], of[1],
                                sequence.getValue());
                    }
                }
                // The workers that had picked them are not those that start now.
                for (String queue : List.of("scheduled_tasks", "scheduled_jobs")) {
                    sql.update("update " + queue
                            + " set picked = false, picked_by = null, last_heartbeat = null where picked");
                }
                return contents;
            });
        } catch (UncheckedIOException e) {
            throw new StoreException("this backup is damaged: " + e.getMessage(), e);
        }
    }

    private void fill(Sql sql, Contents.Table table, long expected) throws SQLException {
        ZipEntry entry = Optional.ofNullable(zip.getEntry(table.entry())).orElseThrow(
                () -> new StoreException("this backup is damaged: the table " + table.name() + " is missing"));
        try (InputStream in = checked(zip, entry)) {
            long rows = sql.copyIn("copy " + table.spelled() + " from stdin", in);
            if (rows != expected) {
                throw new StoreException("this backup is damaged: the table " + table.name() + " has " + rows
                        + " rows of " + expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Of the entry; its end fails where a byte is not as it was written, which {@link ZipFile} does not look at. */
    private static InputStream checked(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        return new CheckedInputStream(zip.getInputStream(entry), sum) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                compare(next);
                return next;
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                int read = super.read(bytes, from, count);
                compare(read);
                return read;
            }

            private void compare(int read) throws IOException {
                if (read < 0 && sum.getValue() != entry.getCrc()) {
                    throw new ZipException("a byte of " + entry.getName() + " is not as it was written");
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
