package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.app.service.TemporaryFiles;
import dev.likeness.app.service.Welcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes a property of the JVM")
class ServiceStartTest {
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path data = Path.of("");

    @Test
    void whatLibrariesUnpackGoesIntoTheDataFolderWhereNothingElseCanBeWritten() throws IOException {
        String usual = System.getProperty(TEMPORARY);
        try {
            TemporaryFiles.in(data);
            assertThat(System.getProperty(TEMPORARY)).isEqualTo(usual);

            System.setProperty(TEMPORARY, data.resolve("not there").toString());
            TemporaryFiles.in(data);
            assertThat(Path.of(System.getProperty(TEMPORARY))).isDirectory().isWritable()
                    .startsWith(data.toRealPath());
        } finally {
            System.setProperty(TEMPORARY, usual);
        }
    }

    @Test
    void saysHowToSignInWhereItPrintsNoLink() {
        assertThat(welcome(Optional.empty())).contains("--sign-in").doesNotContain("#sign-in");
        assertThat(welcome(Optional.of(URI.create("http://localhost:1/#sign-in=code"))))
                .contains("http://localhost:1/#sign-in=code").doesNotContain("--sign-in");
    }

    private static String welcome(Optional<URI> signIn) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Welcome.print(new PrintStream(out, true, StandardCharsets.UTF_8), URI.create("http://localhost:1"), signIn,
                Optional.empty());
        return out.toString(StandardCharsets.UTF_8);
    }
}
