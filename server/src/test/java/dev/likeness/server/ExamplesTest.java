package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.client.LikenessClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the programs of examples/ against a service. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    private static final long LONGEST_MINUTES = 2;

    @TempDir
    Path folder = Path.of("");

    @Test
    void java() throws Exception {
        String client = Path.of(LikenessClient.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
        makesAPortrait(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", client,
                "java/OrderPortrait.java"));
    }

    @Test
    void python() throws Exception {
        makesAPortrait(List.of(installed("python3", "--version"), "python/order_portrait.py"));
    }

    @Test
    void javascript() throws Exception {
        makesAPortrait(List.of(installed("node", "--version"), "javascript/order-portrait.mjs"));
    }

    @Test
    void go() throws Exception {
        makesAPortrait(List.of(installed("go", "version"), "run", "go/order_portrait.go"));
    }

    @Test
    void curl() throws Exception {
        installed("curl", "--version");
        makesAPortrait(List.of("bash", "curl/order-portrait.sh"));
    }

    private void makesAPortrait(List<String> command) throws Exception {
        Path photo = Files.write(folder.resolve("photo.jpg"), TestService.photo("jpeg"));
        Path picture = folder.resolve("portrait.jpg");
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(photo.toString(), picture.toString()));
        Path said = folder.resolve("said.txt");
        ProcessBuilder program = new ProcessBuilder(whole).directory(EXAMPLES.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile());
        program.environment().put("LIKENESS_URL", TestService.address().toString());
        program.environment().put("LIKENESS_KEY", TestService.key("1"));
        program.environment().put("GOCACHE", folder.resolve("go").toString());
        Process process = program.start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).contains("is in " + picture);
        assertThat(Files.readAllBytes(picture)).startsWith(0xff, 0xd8, 0xff);
    }

    /** The program's name; without it the test is skipped and says so. */
    private static String installed(String program, String version) throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(program, version).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException absent) {
            there = false;
        }
        assumeTrue(there, program + " is not installed here: its example is not run");
        return program;
    }
}
