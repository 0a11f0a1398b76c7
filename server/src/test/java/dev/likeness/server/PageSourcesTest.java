package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages' JavaScript keeps its format (Prettier) and its types (TypeScript reading the comments). */
class PageSourcesTest {
    @Test
    void keepFormatAndTypes() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("node_modules")),
                "skipped: the checkers are not installed; \"npm ci --prefix server\" installs them");
        Process check = new ProcessBuilder("npm", "run", "--silent", "check").redirectErrorStream(true).start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(output).isZero();
    }

    @Test
    void askInThePagesOwnDialogsAndNotInTheBrowsers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/likeness/server/web"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".js")).toList()) {
                assertThat(Files.readString(file)).as(file.toString())
                        .doesNotContainPattern("(?<![.\\w])(window\\.)?(confirm|alert)\\(");
            }
        }
    }

    /** A file is read in one sitting. */
    @Test
    void areFilesOfAtMostFourHundredLines() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/likeness/server/web"))) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(js|css)")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(400);
            }
        }
    }
}
