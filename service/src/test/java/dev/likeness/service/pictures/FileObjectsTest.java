package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectsTest extends ObjectStoreContract {
    private Path folder = Path.of("");

    @TempDir
    Path place = Path.of("");

    private FileObjects files = new FileObjects(Path.of("target"));

    @BeforeEach
    void open() {
        folder = place.resolve("objects");
        files = new FileObjects(folder);
    }

    @Override
    ObjectStore objects() {
        return files;
    }

    /** A folder that has become a file refuses even root. */
    @Override
    void breakDown() {
        try {
            Files.move(folder, place.resolve("aside"));
            Files.createFile(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void repair() {
        try {
            Files.delete(folder);
            Files.move(place.resolve("aside"), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFullDiskKeepsNothingHalfAndTakesAllAgainOnceThereIsRoom() throws Exception {
        assumeTrue(command("mount", "-t", "tmpfs", "-o", "size=1m", "likeness-test", place.toString()),
                "a small file system can be mounted here");
        try {
            FileObjects small = new FileObjects(place.resolve("small"));
            ObjectName kept = ObjectName.freshPhoto();
            small.put(kept, new byte[600_000]);
            ObjectName refused = ObjectName.freshPortrait();
            assertThatThrownBy(() -> small.put(refused, new byte[600_000]))
                    .isInstanceOf(StoreException.Unavailable.class)
                    .hasMessageNotContaining(place.toString());
            assertThatThrownBy(small::check).isInstanceOf(StoreException.class);
            assertThat(small.get(refused)).isEmpty();
            assertThat(small.putBefore(Instant.now().plusSeconds(60))).containsExactly(kept);
            small.erase(kept);
            small.put(refused, new byte[600_000]);
            assertThat(small.get(refused)).isPresent();
        } finally {
            command("umount", place.toString());
        }
    }

    private static boolean command(String... words) throws Exception {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "out/../../etc/passwd", "/etc/passwd", "out/20260102/../x.jpg", "",
            "out/20260102/0123456789abcdef0123456789abcdef.jpg/../../../x", "out/20260102/0123456789ABCDEF.jpg"})
    void cannotBeLedOutOfItsFolder(String name) {
        assertThatThrownBy(() -> new ObjectName(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ObjectName.portrait("..", name)).isEmpty();
        assertThat(ObjectName.portrait("20260102", "../../../" + name)).isEmpty();
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        ObjectName name = ObjectName.freshPhoto();
        objects().put(name, new byte[1000]);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve(name.value()));
        }
    }
}
