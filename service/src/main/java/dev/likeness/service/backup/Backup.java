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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** Of the first tables with all that is asked for here. */
    private static final int FIRST = 6;
    private static final String PICTURES = "select distinct COLUMN as object from tasks where COLUMN is not null";
    private static final String UPLOADS = "select object from uploads";

    private final Installed installed;

    public Backup(Installed installed) {
        this.installed = installed;
    }

    /** The tables of the snapshot, written; and the pictures they name. */
    private record Tables(int schema, Instant moment, List<Contents.Table> tables, Map<String, Long> sequences,
            Set<ObjectName> named, Set<ObjectName> uploads) {}

    private record Copied(long objects, long missing, long bytes) {}

    /**
     * Writes the backup, and moves it into place when it is whole and on the disk.
     *
     * @param file    a new one; only its owner may read it, because it holds customers' pictures
     * @param secrets whether the installation's secrets go into it as well
     * @throws StoreException when something cannot be read, or the parts are not of one installation; no file is left then
     */
    public Contents write(Path file, boolean secrets) throws IOException {
        Optional<Fingerprints> prints = checked(secrets);
        Contents[] written = new Contents[1];
        try (Draft draft = new Draft(file)) {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(draft.out(), 1 << 16));
            installed.database().holding(ErasingHold.LOCK, () -> written[0] = write(zip, secrets, prints));
            zip.finish();
            zip.flush();
            draft.publish();
            return written[0];
        }
    }

    /** That these parts belong together: a backup of the wrong folder would be found out when it is needed. */
    private Optional<Fingerprints> checked(boolean secrets) {
        int schema = installed.database().migrations().version();
        if (schema < FIRST) {
            throw new StoreException("this database has no tables of Likeness, or those of version " + schema
                    + ": check LIKENESS_DATA and LIKENESS_DB_URL, or start the service once");
        }
        if (schema > installed.database().migrations().known()) {
            throw new StoreException("this database has tables of version " + schema
                    + ", which this version of Likeness does not know: use the one that serves it");
        }
        Optional<Fingerprints> here = Fingerprints.in(installed.secrets());
        if (secrets && here.isEmpty()) {
            throw new StoreException(String.join(" and ", Installed.SECRETS) + " are not both in "
                    + installed.secrets() + ": check LIKENESS_SECRETS and LIKENESS_DATA, or leave them out with"
                    + " --without-secrets");
        }
        Optional<Fingerprints> recorded = installed.database().alone(Fingerprints::recorded);
        if (here.isPresent() && recorded.isPresent() && !here.get().match(recorded.get())) {
            throw new StoreException("the secrets in " + installed.secrets() + " are not those of the service with this"
                    + " database: check LIKENESS_SECRETS and LIKENESS_DATA");
        }
        Optional<String> store = installed.database()
                .alone(sql -> sql.first("select object_store from installation", row -> row.getString(1)));
        if (store.isPresent() && !store.equals(installed.objects().writtenIdentity())) {
            throw new StoreException(
                    "the pictures of the service with this database lie elsewhere: check LIKENESS_DATA,"
                            + " LIKENESS_S3_BUCKET and LIKENESS_S3_PREFIX");
        }
        return here.or(() -> recorded);
    }

    private Contents write(ZipOutputStream zip, boolean secrets, Optional<Fingerprints> prints) throws IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        Tables tables = tables(zip);
        if (secrets) {
            for (String name : Installed.SECRETS) {
                zip.putNextEntry(new ZipEntry("secrets/" + name));
                zip.write(SecretFile.read(installed.secrets().resolve(name)).orElseThrow(() -> new StoreException(
                        name + " was taken away meanwhile: try again")).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        zip.setLevel(Deflater.NO_COMPRESSION); // pictures are compressed
        Copied pictures = copy(zip, tables.named());
        // The row of an upload is written before its picture: one that is not there has no link yet.
        Copied uploads = copy(zip, tables.uploads());
        zip.setLevel(Deflater.BEST_SPEED);
        Contents contents = new Contents(tables.moment(), tables.schema(), tables.tables(), tables.sequences(),
                pictures.objects() + uploads.objects(), pictures.missing(), pictures.bytes() + uploads.bytes(),
                secrets, prints);
        zip.putNextEntry(new ZipEntry(Contents.ENTRY));
        contents.write(zip);
        zip.closeEntry();
        return contents;
    }

    private Tables tables(ZipOutputStream zip) throws IOException {
        int schema = installed.database().migrations().version();
        try {
            return installed.database().inSnapshot(sql -> {
                try {
                    return tables(sql, schema, zip);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Tables tables(Sql sql, int schema, ZipOutputStream zip) throws SQLException, IOException {
        Instant moment = sql.one("select clock_timestamp() as now", row -> Sql.instant(row, "now").orElseThrow());
        List<Contents.Table> written = new ArrayList<>();
        Set<ObjectName> named = new LinkedHashSet<>();
        for (Contents.Table table : Catalogue.tables(sql)) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            long rows = sql.copyOut("copy " + table.spelled() + " to stdout", new Unclosed(zip));
            zip.closeEntry();
            written.add(new Contents.Table(table.name(), table.columns(), rows));
            if (table.name().equals("tasks")) {
                // Tables of an earlier version have fewer of them.
                for (String column : table.columns()) {
                    if (column.endsWith("_object")) {
                        named.addAll(names(sql,
                                PICTURES.replace("COLUMN", column)));
                    }
                }
            }
        }
        return new Tables(schema, moment, written, Catalogue.sequences(sql), named, names(sql, UPLOADS));
    }

    private static Set<ObjectName> names(Sql sql, String query) throws SQLException {
        return new LinkedHashSet<>(sql.list(query + " order by 1", row -> new ObjectName(row.getString("object"))));
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
