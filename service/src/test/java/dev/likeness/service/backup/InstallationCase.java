package dev.likeness.service.backup;

import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.UntouchedDatabase;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.Queue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Installations, each with a database of its own in one PostgreSQL; what they are saved to and filled from. */
abstract class InstallationCase {
    @TempDir
    Path folder = Path.of("");

    final List<Database> opened = new ArrayList<>();
    Shop shop = new Shop(SharedPostgres.database(), Path.of(""));

    /** An installation with a customer. */
    static final class Shop {
        final Database database;
        final ObjectStore objects;
        final Path secrets;
        final TaskLifecycle lifecycle;

        Shop(Database database, Path folder) {
            this.database = database;
            this.objects = new FileObjects(folder.resolve("objects"));
            this.secrets = folder;
            this.lifecycle = new TaskLifecycle(database, new Queue(database));
        }

        Installed installed() {
            return new Installed(database, objects, secrets);
        }

        Keys keys() {
            return new Keys(database, SealedSecrets.open(secrets));
        }

        IssuedKey open(String name, String ptc) {
            Accounts accounts = new Accounts(database);
            AccountId account = accounts.open(name);
            accounts.deposit(account, Money.ptc(ptc));
            SignedLinks.open(secrets);
            return keys().create(account, NewKey.named("till"));
        }

        ObjectName stored(ObjectName name, int seed) {
            byte[] bytes = new byte[10_000 + seed];
            new Random(seed).nextBytes(bytes);
            objects.put(name, bytes);
            return name;
        }
    }

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(fresh(), Files.createDirectories(folder.resolve("shop")));
    }

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    /** With the tables of this version and nothing in them: copying costs less than making them again. */
    private static final String MADE = made();

    private static String made() {
        String name = named();
        SharedPostgres.create(name);
        Database.connect(address(name)).close();
        return name;
    }

    private static String named() {
        return "backup_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static DatabaseAddress address(String name) {
        DatabaseAddress shared = SharedPostgres.address();
        return new DatabaseAddress(shared.url().replaceAll("/postgres$", "/" + name), shared.user(), shared.password());
    }

    Database fresh() {
        String name = named();
        SharedPostgres.create(name, MADE);
        Database database = Database.connect(address(name));
        opened.add(database);
        return database;
    }

    Database toFill() {
        String name = named();
        SharedPostgres.create(name);
        Database database = UntouchedDatabase.toFill(folder, Optional.of(address(name)));
        opened.add(database);
        return database;
    }

    Path saved() throws Exception {
        Path file = folder.resolve(UUID.randomUUID() + ".zip");
        new Backup(shop.installed()).write(file, true);
        return file;
    }

    Shop restored(Path file) throws Exception {
        try (Restore restore = Restore.open(file)) {
            Shop other = new Shop(toFill(),
                    Files.createDirectories(folder.resolve("other" + opened.size())));
            restore.into(other.installed());
            return other;
        }
    }

    static List<String> rows(Database database, String table) {
        return database.alone(sql -> sql.list("select t::text as line from " + table + " t order by 1",
                row -> row.getString("line")));
    }

    /** A copy whose table of this name, if any, has another, and that says other things of itself. */
    Path forged(Path whole, Contents said, String table, String renamed) throws Exception {
        Path forged = folder.resolve(UUID.randomUUID() + ".zip");
        try (ZipFile from = new ZipFile(whole.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(forged))) {
            for (ZipEntry entry : from.stream().toList()) {
                zip.putNextEntry(new ZipEntry(entry.getName().equals("tables/" + table + ".copy")
                        ? "tables/" + renamed + ".copy"
                        : entry.getName()));
                if (entry.getName().equals(Contents.ENTRY)) {
                    said.write(zip);
                } else {
                    from.getInputStream(entry).transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        return forged;
    }
}
