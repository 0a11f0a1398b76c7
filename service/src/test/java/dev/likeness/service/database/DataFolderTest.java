package dev.likeness.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isForItsOwnerAloneWhetherItIsMadeOrWasThere() throws IOException {
        assertThat(permissions(DataFolder.open(folder.resolve("made/here")))).isEqualTo("rwx------");

        Path empty = open(folder.resolve("empty"));
        assertThat(permissions(DataFolder.open(empty))).isEqualTo("rwx------");

        Path older = open(folder.resolve("older"));
        Files.writeString(older.resolve("secrets.key"), "00");
        assertThat(permissions(DataFolder.open(older))).isEqualTo("rwx------");
    }

    @Test
    void aFolderOfOtherThingsKeepsItsPermissions() throws IOException {
        Path home = open(folder.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "Dear friend");
        assertThat(permissions(DataFolder.open(home))).isEqualTo("rwxr-xr-x");
    }

    private static Path open(Path path) throws IOException {
        return Files.setPosixFilePermissions(Files.createDirectory(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
