package dev.likeness.service.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.GenMode;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.LedgerEntry;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.database.UntouchedDatabase;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.S3Objects;
import dev.likeness.service.pictures.S3Server;
import dev.likeness.service.pictures.UploadMeter;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.templates.OwnTemplates;
import dev.likeness.service.work.Janitor;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation and its backup, each with a database of its own in one PostgreSQL. */
class BackupTest {
    @TempDir
    Path folder = Path.of("");

    private final List<Database> opened = new ArrayList<>();
    private Shop shop = new Shop(SharedPostgres.database(), Path.of(""));

    /** An installation with a customer. */
    private static final class Shop {
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

    private static DatabaseAddress address() {
        String name = "backup_" + UUID.randomUUID().toString().replace("-", "");
        SharedPostgres.create(name);
        DatabaseAddress shared = SharedPostgres.address();
        return new DatabaseAddress(shared.url().replaceAll("/postgres$", "/" + name), shared.user(), shared.password());
    }

    private Database fresh() {
        Database database = Database.connect(address());
        opened.add(database);
        return database;
    }

    private Database toFill() {
        Database database = UntouchedDatabase.toFill(folder, Optional.of(address()));
        opened.add(database);
        return database;
    }

    private Path saved() throws Exception {
        Path file = folder.resolve(UUID.randomUUID() + ".zip");
        new Backup(shop.installed()).write(file, true);
        return file;
    }

    private Shop restored(Path file) throws Exception {
        try (Restore restore = Restore.open(file)) {
            Shop other = new Shop(toFill(),
                    Files.createDirectories(folder.resolve("other" + opened.size())));
            restore.into(other.installed());
            return other;
        }
    }

    @Test
    void bringsBackOrdersBooksKeysTemplatesAndPictures() throws Exception {
        IssuedKey key = shop.open("shop", "1");
        Caller caller = shop.keys().admit(key.key());
        Template balcony = new Template("balcony", "Balcony", "阳台", List.of("rome", "a,b"),
                "on a\tbalcony \\ in \"Rome\"\n",
                GenMode.CREATIVE, Retouch.DEFAULT);
        assertThat(new OwnTemplates(shop.database).add(caller.account(), balcony)).isTrue();
        ObjectName waiting = shop.stored(ObjectName.freshPhoto(), 1);
        ObjectName begun = shop.stored(ObjectName.freshPhoto(), 2);
        ObjectName portrait = shop.stored(ObjectName.freshPortrait(), 3);
        ObjectName upload = shop.stored(ObjectName.freshUpload("jpg"), 4);
        ObjectName unnamed = shop.stored(ObjectName.freshPortrait(), 5);
        new UploadMeter(shop.database).take(caller.account(), upload, 10_004);
        TaskId done = shop.lifecycle.place(caller, Samples.order());
        assertThat(shop.lifecycle.complete(shop.lifecycle.begin(done).orElseThrow(), portrait, List.of())).isTrue();
        TaskId open = shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(waiting)));
        TaskId started = shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(begun)));
        shop.lifecycle.begin(started);
        SharedPostgres.execute(shop.database, "update scheduled_tasks set picked = true, picked_by = 'gone',"
                + " last_heartbeat = now() where task_instance = '" + started + "'");

        Path file = saved();
        Shop other = restored(file);

        for (String table : List.of("accounts", "api_keys", "key_secrets", "key_meters", "prices", "tasks", "ledger",
                "templates", "uploads", "idempotency_keys", "audit_events", "scheduled_jobs")) {
            assertThat(rows(other.database, table)).as(table).isEqualTo(rows(shop.database, table));
        }
        assertThat(SharedPostgres.count(other.database, "select count(*) from scheduled_tasks where not picked"))
                .isEqualTo(SharedPostgres.count(shop.database, "select count(*) from scheduled_tasks"))
                .isGreaterThan(1);
        for (ObjectName name : List.of(waiting, begun, portrait, upload)) {
            assertThat(other.objects.get(name).orElseThrow()).isEqualTo(shop.objects.get(name).orElseThrow());
        }
        assertThat(other.objects.has(unnamed)).isFalse();

        // It goes on as the first would have.
        Caller again = other.keys().admit(key.key());
        assertThat(again).isEqualTo(caller);
        assertThat(new OwnTemplates(other.database).all(again.account())).containsExactly(balcony);
        assertThat(other.lifecycle.find(done).orElseThrow().state()).isInstanceOf(TaskState.Done.class);
        for (TaskId task : List.of(open, started)) {
            assertThat(other.lifecycle.complete(other.lifecycle.begin(task).orElseThrow(),
                    ObjectName.freshPortrait(), List.of())).isTrue();
        }
        other.lifecycle.place(again, Samples.order());
        assertThat(new Accounts(other.database).balance(again.account())).isEqualTo(Money.ptc("0.8"));
        assertThat(new Ledger(other.database).entries(again.account(), Optional.empty(), 100).items())
                .extracting(LedgerEntry::amount).contains(Money.ptc("1")).hasSize(8);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> rows(Database database, String table) {
        return database.alone(sql -> sql.list("select t::text as line from " + table + " t order by 1",
                row -> row.getString("line")));
    }

    @Test
    void isOfOneMomentThoughOrdersAreTakenFinishedAndErasedMeanwhile() throws Exception {
        Caller caller = shop.keys().admit(shop.open("shop", "1").key());
        List<ObjectName> photos = new ArrayList<>();
        List<TaskId> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            photos.add(shop.stored(ObjectName.freshPhoto(), i));
            tasks.add(shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(photos.get(i)))));
        }
        ObjectName late = shop.stored(ObjectName.freshPhoto(), 7);
        Runnable life = () -> {
            shop.lifecycle.complete(shop.lifecycle.begin(tasks.get(0)).orElseThrow(), ObjectName.freshPortrait(),
                    List.of());
            shop.lifecycle.dropPhoto(tasks.get(0), shop.objects);
            shop.lifecycle.erase(caller.account(), tasks.get(1), shop.objects);
            shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(late)));
            new Janitor(shop.database, shop.objects).run();
        };
        Path file = folder.resolve("one.zip");
        Contents contents = new Backup(new Installed(shop.database, interrupted(shop.objects, life), shop.secrets))
                .write(file, true);

        assertThat(contents.objects()).isEqualTo(3);
        assertThat(contents.missing()).isZero();
        Shop other = restored(file);
        assertThat(photos).allMatch(other.objects::has);
        assertThat(SharedPostgres.count(other.database, "select count(*) from tasks where state = 'in_queue'"))
                .isEqualTo(3);
        assertThat(new Accounts(other.database).balance(caller.account())).isEqualTo(Money.ptc("0.85"));
        // What was to be erased meanwhile is erased afterwards.
        assertThat(photos).allMatch(shop.objects::has);
        new Janitor(shop.database, shop.objects).run();
        assertThat(photos).filteredOn(shop.objects::has).containsExactly(photos.get(2));
        assertThat(shop.objects.has(late)).isTrue();
    }

    /** The store, at whose first picture that is read the rest of the service goes on, in another thread. */
    private static ObjectStore interrupted(ObjectStore objects, Runnable life) {
        boolean[] lived = new boolean[1];
        return (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("open") && !lived[0]) {
                        lived[0] = true;
                        Thread other = Thread.ofPlatform().start(life);
                        other.join(Duration.ofMinutes(1));
                    }
                    return method.invoke(objects, arguments);
                });
    }

    @Test
    void refusesAnInstallationThatIsInUse() throws Exception {
        shop.open("shop", "1");
        Path file = saved();
        try (Restore restore = Restore.open(file)) {
            Shop used = new Shop(fresh(), Files.createDirectories(folder.resolve("used")));
            used.open("somebody", "2");
            assertThatThrownBy(() -> restore.into(used.installed())).isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use").hasMessageContaining("LIKENESS_DB_URL");
            assertThat(rows(used.database, "accounts")).singleElement().asString().contains("somebody");

            Shop pictures = new Shop(toFill(),
                    Files.createDirectories(folder.resolve("pictures")));
            ObjectName theirs = pictures.stored(ObjectName.freshPortrait(), 1);
            assertThatThrownBy(() -> restore.into(pictures.installed())).isInstanceOf(StoreException.class)
                    .hasMessageContaining("1 pictures in the store that are not in the backup");
            assertThat(pictures.objects.has(theirs)).isTrue();
            assertThat(pictures.database.migrations().version()).isZero();

            Shop secrets = new Shop(pictures.database, Files.createDirectories(folder.resolve("secrets")));
            SealedSecrets.open(secrets.secrets);
            assertThatThrownBy(() -> restore.into(secrets.installed())).isInstanceOf(StoreException.class)
                    .hasMessageContaining("secrets.key is another one");
            assertThat(pictures.database.migrations().version()).isZero();
            assertThat(secrets.secrets.resolve("link.keys")).doesNotExist();
        }
        assertThatThrownBy(() -> new Backup(shop.installed()).write(file, true))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void refusesADamagedFileAndLeavesNoRowBehind() throws Exception {
        Caller caller = shop.keys().admit(shop.open("shop", "1").key());
        ObjectName photo = shop.stored(ObjectName.freshPhoto(), 1);
        shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(photo)));
        Path file = saved();
        byte[] whole = Files.readAllBytes(file);

        byte[] picture = shop.objects.get(photo).orElseThrow();
        int at = indexOf(whole, picture);
        byte[] flipped = whole.clone();
        flipped[at + 5000] ^= 1;
        assertThatThrownBy(() -> restored(Files.write(folder.resolve("flipped.zip"), flipped)))
                .hasMessageContaining("is not as it was written");
        assertThat(rows(opened.getLast(), "accounts")).isEmpty();

        for (int length : new int[]{0, 100, whole.length / 2, whole.length - 30}) {
            Path cut = Files.write(folder.resolve("cut" + length + ".zip"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Restore.open(cut)).isInstanceOf(StoreException.class)
                    .hasMessageContaining("no backup");
        }
        assertThatThrownBy(() -> Restore.open(folder.resolve("nothing.zip"))).isInstanceOf(StoreException.class)
                .hasMessageContaining("not there");
        // The same pictures are there, from the attempt before: it goes on where that ended.
        try (Restore restore = Restore.open(file)) {
            Shop other = new Shop(opened.getLast(), folder.resolve("other" + (opened.size() - 1)));
            restore.into(other.installed());
            assertThat(other.objects.get(photo).orElseThrow()).isEqualTo(picture);
            assertThat(rows(other.database, "accounts")).hasSize(1);
        }
    }

    private static int indexOf(byte[] whole, byte[] part) {
        int at = new String(whole, StandardCharsets.ISO_8859_1)
                .indexOf(new String(part, StandardCharsets.ISO_8859_1));
        assertThat(at).as("pictures are stored as they are").isPositive();
        return at;
    }

    @Test
    void anOlderBackupIsBroughtUpToDateAndANewerOneRefused() throws Exception {
        Database old = toFill();
        old.migrations().to(15);
        SharedPostgres.execute(old, "insert into accounts (name, balance_micros) values ('shop', 950000)");
        shop = new Shop(old, Files.createDirectories(folder.resolve("old")));
        SealedSecrets.open(shop.secrets);
        SignedLinks.open(shop.secrets);
        Path file = saved();
        assertThat(old.migrations().version()).as("a backup changes nothing").isEqualTo(15);
        Shop other = restored(file);
        assertThat(other.database.migrations().version()).isEqualTo(fresh().migrations().version());
        assertThat(new Accounts(other.database).find("shop")).isPresent();
        assertThat(rows(other.database, "audit_events")).isEmpty();

        try (Restore restore = Restore.open(file)) {
            assertThatThrownBy(() -> restore.into(
                    new Shop(fresh(), Files.createDirectories(folder.resolve("new"))).installed()))
                    .isInstanceOf(StoreException.class).hasMessageContaining("tables of version");
        }
        Contents read;
        try (Restore restore = Restore.open(file)) {
            read = restore.contents();
        }
        Path tomorrow = forged(file, new Contents(read.made(), 999, read.tables(), read.sequences(), 0, 0, 0, true,
                Optional.empty()), "", "");
        assertThatThrownBy(() -> restored(tomorrow)).isInstanceOf(StoreException.class)
                .hasMessageContaining("of a newer Likeness");
    }

    @Test
    void goesFromFilesToABucket() throws Exception {
        IssuedKey key = shop.open("shop", "1");
        Caller caller = shop.keys().admit(key.key());
        assertThat(caller.scopes()).isEqualTo(Scope.DEFAULT);
        ObjectName photo = shop.stored(ObjectName.freshPhoto(), 1);
        shop.lifecycle.place(caller, Samples.order(new PhotoSource.Kept(photo)));
        Path file = saved();
        try (S3Server server = new S3Server(folder.resolve("buckets"));
                S3Objects bucket = new S3Objects(server.settings());
                Restore restore = Restore.open(file)) {
            Database database = toFill();
            Path secrets = Files.createDirectories(folder.resolve("bucket"));
            restore.into(new Installed(database, bucket, secrets));
            try (InputStream in = bucket.open(photo).orElseThrow().stream()) {
                assertThat(in.readAllBytes()).isEqualTo(shop.objects.get(photo).orElseThrow());
            }
            Path back = folder.resolve("back.zip");
            assertThat(new Backup(new Installed(database, bucket, secrets)).write(back, false).objects()).isEqualTo(1);
            assertThat(new String(Files.readAllBytes(back), StandardCharsets.ISO_8859_1))
                    .doesNotContain(Files.readString(secrets.resolve("secrets.key")).strip());
            try (Restore without = Restore.open(back)) {
                Shop third = new Shop(toFill(), Files.createDirectories(folder.resolve("third")));
                assertThatThrownBy(() -> without.into(third.installed())).isInstanceOf(StoreException.class)
                        .hasMessageContaining("holds no secrets");
            }
        }
    }

    /** A copy whose table of this name, if any, has another, and that says other things of itself. */
    private Path forged(Path whole, Contents said, String table, String renamed) throws Exception {
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

    @Test
    void executesNothingThatAForgedFileSays() throws Exception {
        shop.open("shop", "1");
        Path file = saved();
        Contents read;
        try (Restore restore = Restore.open(file)) {
            read = restore.contents();
        }
        Path proof = folder.resolve("proof");
        String command = "accounts from program 'touch " + proof + "' --";
        List<Contents.Table> tables = read.tables().stream().map(table -> table.name().equals("accounts")
                ? new Contents.Table(command, table.columns(), table.rows())
                : table).toList();
        Path forged = forged(file, new Contents(read.made(), read.schema(), tables, read.sequences(), 0, 0, 0, true,
                Optional.empty()), "accounts", command);
        assertThatThrownBy(() -> restored(forged)).isInstanceOf(StoreException.class)
                .hasMessageContaining("accounts is not that of version");
        assertThat(proof).doesNotExist();

        Path sequence = forged(file, new Contents(read.made(), read.schema(), read.tables(), Map.of("none", 1L), 0, 0,
                0, true, Optional.empty()), "", "");
        assertThatThrownBy(() -> restored(sequence)).isInstanceOf(StoreException.class)
                .hasMessageContaining("other tables or sequences");
    }

    @Test
    void aDatabaseInUseIsNotEvenMigrated() throws Exception {
        shop.open("shop", "1");
        Path file = saved();
        Database old = toFill();
        old.migrations().to(15);
        SharedPostgres.execute(old, "insert into accounts (name, balance_micros) values ('theirs', 1)");
        try (Restore restore = Restore.open(file)) {
            assertThatThrownBy(() -> restore.into(
                    new Shop(old, Files.createDirectories(folder.resolve("theirs"))).installed()))
                    .isInstanceOf(StoreException.class).hasMessageContaining("in use");
        }
        assertThat(old.migrations().version()).isEqualTo(15);
    }

    @Test
    void refusesPartsOfDifferentInstallations() throws Exception {
        shop.open("shop", "1");
        SharedPostgres.execute(shop.database, "insert into installation (object_store, secrets, link_keys) values ('"
                + shop.objects.identity() + "', '" + SealedSecrets.open(shop.secrets).fingerprint() + "', '{"
                + String.join(",", SignedLinks.open(shop.secrets).keyIds()) + "}')");
        Shop other = new Shop(shop.database, Files.createDirectories(folder.resolve("wrong")));
        Path file = folder.resolve("wrong.zip");
        assertThatThrownBy(() -> new Backup(other.installed()).write(file, true)).isInstanceOf(StoreException.class)
                .hasMessageContaining("secrets.key and link.keys are not both in");
        assertThat(other.secrets.resolve("secrets.key")).doesNotExist();
        assertThatThrownBy(
                () -> new Backup(new Installed(shop.database, other.objects, shop.secrets)).write(file, true))
                .isInstanceOf(StoreException.class).hasMessageContaining("lie elsewhere");
        SealedSecrets.open(other.secrets);
        SignedLinks.open(other.secrets);
        assertThatThrownBy(
                () -> new Backup(new Installed(shop.database, shop.objects, other.secrets)).write(file, true))
                .isInstanceOf(StoreException.class).hasMessageContaining("are not those of the service");
        assertThat(file).doesNotExist();

        new Backup(shop.installed()).write(file, false);
        try (Restore restore = Restore.open(file)) {
            assertThatThrownBy(() -> restore.into(new Installed(toFill(), other.objects, other.secrets)))
                    .isInstanceOf(StoreException.class).hasMessageContaining("not those of the backup's installation");
        }
        assertThatThrownBy(() -> UntouchedDatabase.reach(folder.resolve("nowhere"), Optional.empty()))
                .isInstanceOf(StoreException.class).hasMessageContaining("there is no database");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void deletesWhatKilledBackupsLeftAndReplacesNoFile() throws Exception {
        Path left = Files.writeString(folder.resolve("a.zip.1.likeness-part"), "photos");
        Path file = folder.resolve("b.zip");
        try (Draft draft = new Draft(file)) {
            assertThat(left).doesNotExist();
            Files.writeString(file, "another's");
            assertThatThrownBy(draft::publish).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(file).hasContent("another's");
    }
}
