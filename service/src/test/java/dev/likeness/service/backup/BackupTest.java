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
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.S3Objects;
import dev.likeness.service.pictures.S3Server;
import dev.likeness.service.pictures.UploadMeter;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An installation and its backup. */
class BackupTest extends InstallationCase {
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
