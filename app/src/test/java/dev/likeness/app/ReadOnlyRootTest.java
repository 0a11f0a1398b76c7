package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that can write into its data folder and nowhere else. */
class ReadOnlyRootTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aServiceWhoseTemporaryFolderCannotBeWrittenServesAndMarksPortraits() throws Exception {
        try (RunningService service = RunningService.start(folder,
                "-Djava.io.tmpdir=" + folder.resolve("cannot be written"))) {
            URI portrait = service.order("\"watermark\":{\"text\":\"王 한\"}", RunningService.photo(0));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> service.get(portrait).contains("\"done\""));
            assertThat(service.get(URI.create(portrait + "/image"))).startsWith("\ufffd\ufffd").contains("JFIF");
            service.signal("TERM");
            assertThat(service.end()).isEqualTo(143);
            assertThat(folder.resolve("cannot be written")).doesNotExist();
            try (Stream<Path> left = Files.list(folder.resolve("data/tmp"))) {
                assertThat(left.map(file -> file.getFileName().toString())).as("what is not kept for the next start")
                        .allMatch(name -> name.startsWith(".javacpp"));
            }
        }
    }
}
