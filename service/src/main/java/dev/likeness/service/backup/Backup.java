package dev.likeness.service.backup;

import dev.likeness.service.database.SecretFile;
import dev.likeness.service.database.Sql;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.pictures.ErasingHold;
import dev.likeness.service.pictures.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a running installation into one ZIP file: all tables as they are at one moment, and the pictures that they name.
 *
 * <p>
 * Pictures are stored before a row names them, so all that the rows of that moment name are in the store at that moment; none
 * of them is erased until they are copied ({@link ErasingHold}), while orders are taken and carried out as ever. What is stored
 * afterwards is named by no row of the backup and not in it.
 */
public final class Backup {
    /** What belongs to the processes that run now, and what is worth nothing after a crash. */
    static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "nodes", "workers", "installation",
            "task_progress");
    private static final String PICTURES = """
            select photo_object as object from tasks where photo_object is not null
            union select ground_object from tasks where ground_object is not null
            union select result_object from tasks where result_object is not null
            """;
    private static final String UPLOADS = "select object from uploads";

    private final Installed installed;

    public Backup(Installed installed) {
        this.installed = installed;
    }

    /** The tables of the snapshot, written; and the pictures they name. */
    private record Tables(String schema, Instant moment, List<Contents.Table> tables, Map<String, Long> sequences,
            Set<ObjectName> named, Set<ObjectName> uploads) {}

    private record Copied(long objects, long missing, long bytes) {}

    /**
     * Writes the backup, and moves it into place when it is whole and on the disk.
     *
     * @param file    a new one; only its owner may read it, because it holds customers' pictures
     * @param secrets whether the installation's secrets go into it as well
     * @throws StoreException when something cannot be read; no file is left then
     */
    public Contents write(Path file, boolean secrets) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already: name another file");
        }
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        Contents[] written = new Contents[1];
        try (FileChannel channel = SecretFile.createPrivate(draft)) {
            ZipOutputStream zip = new ZipOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
            installed.database().holding(ErasingHold.LOCK, () -> written[0] = write(zip, secrets));
            zip.finish();
            zip.flush();
            channel.force(true);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return written[0];
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Contents write(ZipOutputStream zip, boolean secrets) throws IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        Tables tables = unchecked(zip);
        if (secrets) {
            for (String name : Installed.SECRETS) {
                Optional<String> secret = SecretFile.read(installed.secrets().resolve(name));
                if (secret.isPresent()) {
                    zip.putNextEntry(new ZipEntry("secrets/" + name));
                    zip.write(secret.get().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        }
        zip.setLevel(Deflater.NO_COMPRESSION); // pictures are compressed
        Copied pictures = copy(zip, tables.named());
        // The row of an upload is written before its picture: one that is not there has no link yet.
        Copied uploads = copy(zip, tables.uploads());
        zip.setLevel(Deflater.BEST_SPEED);
        Contents contents = new Contents(tables.moment(), tables.schema(), tables.tables(), tables.sequences(),
                pictures.objects() + uploads.objects(), pictures.missing(), pictures.bytes() + uploads.bytes(),
                secrets);
        zip.putNextEntry(new ZipEntry(Contents.ENTRY));
        contents.write(zip);
        zip.closeEntry();
        return contents;
    }

    /** Carries what a file said through a transaction. */
    private static final class FileFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException why;

        FileFault(IOException why) {
            super(why);
            this.why = why;
        }
    }

    private Tables unchecked(ZipOutputStream zip) throws IOException {
        String schema = installed.database().version();
        try {
            return installed.database().inSnapshot(sql -> {
                try {
                    return tables(sql, schema, zip);
                } catch (IOException e) {
                    throw new FileFault(e);
                }
            });
        } catch (FileFault fault) {
            throw fault.why;
        }
    }

    private static Tables tables(Sql sql, String schema, ZipOutputStream zip) throws SQLException, IOException {
        Instant moment = sql.one("select clock_timestamp() as now", row -> Sql.instant(row, "now").orElseThrow());
        List<Contents.Table> written = new ArrayList<>();
        for (Contents.Table table : inOrder(sql)) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            long rows = sql.copyOut("copy " + table.spelled() + " to stdout", new Unclosed(zip));
            zip.closeEntry();
            written.add(new Contents.Table(table.name(), table.columns(), rows));
        }
        Map<String, Long> sequences = new LinkedHashMap<>();
        sql.list("""
                select t.relname || '.' || a.attname as of, coalesce(pg_sequence_last_value(s.oid), 0) as last
                from pg_class s join pg_depend d on d.objid = s.oid and d.refobjsubid > 0 and d.deptype in ('a', 'i')
                    join pg_class t on t.oid = d.refobjid
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
                where s.relkind = 'S' and s.relnamespace = current_schema()::regnamespace
                order by 1
                """, row -> sequences.put(row.getString("of"), row.getLong("last")));
        return new Tables(schema, moment, written, sequences, names(sql, PICTURES), names(sql, UPLOADS));
    }

    private static Set<ObjectName> names(Sql sql, String query) throws SQLException {
        return new LinkedHashSet<>(sql.list(query + " order by 1", row -> new ObjectName(row.getString("object"))));
    }

    private record Reference(String from, String to) {}

    /** All tables but those left out, each after those that it refers to. */
    static List<Contents.Table> inOrder(Sql sql) throws SQLException {
        List<Contents.Table> left = new ArrayList<>(sql.list("""
                select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and a.attgenerated = ''
                where c.relkind in ('r', 'p') and not c.relispartition
                    and c.relnamespace = current_schema()::regnamespace
                group by c.relname order by c.relname
                """, row -> new Contents.Table(row.getString("name"), Sql.texts(row, "columns"), 0)));
        left.removeIf(table -> LEFT_OUT.contains(table.name()));
        List<Reference> references = sql.list("""
                select f.relname as origin, t.relname as target from pg_constraint k
                    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
                where k.contype = 'f' and f.relname <> t.relname and k.connamespace = current_schema()::regnamespace
                """, row -> new Reference(row.getString("origin"), row.getString("target")));
        List<Contents.Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Contents.Table> free = left.stream().filter(table -> references.stream().noneMatch(
                    reference -> reference.from().equals(table.name())
                            && left.stream().anyMatch(other -> other.name().equals(reference.to()))))
                    .toList();
            if (free.isEmpty()) {
                throw new StoreException("the tables refer to each other in a circle");
            }
            ordered.addAll(free);
            left.removeAll(free);
        }
        return ordered;
    }

    private Copied copy(ZipOutputStream zip, Set<ObjectName> names) throws IOException {
        long objects = 0;
        long missing = 0;
        long bytes = 0;
        for (ObjectName name : names) {
            Optional<ObjectStore.Content> found = installed.objects().open(name);
            if (found.isEmpty()) {
                missing++;
                continue;
            }
            try (ObjectStore.Content content = found.get()) {
                zip.putNextEntry(new ZipEntry("objects/" + name.value()));
                long copied = content.stream().transferTo(zip);
                if (copied != content.bytes()) {
                    throw new IOException("the picture " + name + " broke off while it was read: try again");
                }
                zip.closeEntry();
                objects++;
                bytes += copied;
            }
        }
        return new Copied(objects, missing, bytes);
    }

    /** COPY must not close the file. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() {}
    }
}
