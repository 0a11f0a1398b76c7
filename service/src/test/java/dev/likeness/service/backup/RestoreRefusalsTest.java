package dev.likeness.service.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.database.SharedPostgres;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.database.UntouchedDatabase;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.Samples;
import dev.likeness.service.tasks.PhotoSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not restored, and that nothing is changed then. */
class RestoreRefusalsTest extends InstallationCase {
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

    private static int indexOf(byte[] whole, byte[] part) {
        int at = new String(whole, StandardCharsets.ISO_8859_1)
                .indexOf(new String(part, StandardCharsets.ISO_8859_1));
        assertThat(at).as("pictures are stored as they are").isPositive();
        return at;
    }
}
