package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
