package dev.likeness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectsTest extends ObjectStoreContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    ObjectStore objects() {
        return new FileObjects(folder);
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
