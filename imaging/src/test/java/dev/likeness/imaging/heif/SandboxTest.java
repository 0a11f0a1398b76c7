package dev.likeness.imaging.heif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void leavesThreadsAndMemoryAndTakesFilesProgramsAndConnections() throws IOException, InterruptedException {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has it");
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Inmate.class.getName(), secret.toString())
                .redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        Assumptions.assumeTrue(!told.contains("no sandbox"), "this kernel or machine has none");
        assertThat(told).contains("before: read", "before: connected", "inside: thread runs", "inside: memory",
                "inside: not read", "inside: not written", "inside: not connected", "inside: not started");
    }

    /** Tries everything, before and in the sandbox. */
    static final class Inmate {
        public static void main(String... files) throws Exception {
            Path secret = Path.of(files[0]);
            Class.forName(NoSuch.class.getName()); // what is not open yet cannot be loaded inside
            tell("before", "read", () -> Files.readString(secret));
            tell("before", "connected", Inmate::listen);
            tell("before", "started", () -> new ProcessBuilder("true").start().waitFor());
            if (!Sandbox.enter()) {
                System.out.println("no sandbox");
                return;
            }
            Thread thread = new Thread(() -> System.out.println("inside: thread runs"));
            thread.start();
            thread.join();
            System.out.println("inside: memory " + new byte[20 << 20].length);
            tell("inside", "read", () -> Files.readString(secret));
            tell("inside", "written", () -> Files.writeString(secret.resolveSibling("new"), "x"));
            tell("inside", "connected", Inmate::listen);
            tell("inside", "started", () -> new ProcessBuilder("true").start().waitFor());
        }

        private static Object listen() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        private static void tell(String where, String what, Callable<?> attempt) {
            try {
                attempt.call();
                System.out.println(where + ": " + what);
            } catch (Exception | LinkageError refused) {
                System.out.println(where + ": not " + what + " " + refused);
            }
        }

        private static final class NoSuch {}
    }
}
