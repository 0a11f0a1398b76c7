package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever is told to stop while networks run ends with the code of the signal, not by a crash: ONNX Runtime's own shutdown
 * hook takes the runtime down under the threads that compute in it.
 */
class SignalsTest {
    private static final Path SAMPLE = Path.of(System.getProperty("basedir", ".")).resolve("../samples/astronaut.png");
    private static final String ADDRESS = "Likeness answers at ";
    private static final String KEY = "the key of the first account";
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;
    /** Each starts and stops a database. */
    private static final int TIMES = 2;
    /** More than are made before the signal. */
    private static final int PHOTOS = 6;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void signalsAreSentByKill() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "/proc tells what a process has loaded");
    }

    @Test
    void aServiceThatIsStoppedWhileItAnalysesEndsInGoodOrderEachTime() throws Exception {
        List<String> photos = photos();
        for (int time = 0; time < TIMES; time++) {
            Process service = run(Likeness.class, "serve", "--port", "0");
            URI address = address(service);
            for (String photo : photos) {
                order(address, photo);
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5))
                    .until(() -> loadedNetworks(service) && count(address, "generating") > 0);
            signal(service, "TERM");
            assertThat(end(service)).isEqualTo(TERMINATED);
            assertNoCrash();
            assertNoPostgres();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "TERM"})
    void networksHaveEndedBeforeTheProcessDoes(String name) throws Exception {
        Process bench = run(BusyProcess.class, "bench", "busy", "--photo", SAMPLE.toRealPath().toString());
        try (BufferedReader said = bench.inputReader()) {
            assertThat(said.readLine()).isEqualTo(BusyProcess.READY);
            signal(bench, name);
            assertThat(said.lines()).doesNotContain(BusyProcess.CUT_OFF);
        }
        assertThat(end(bench)).isEqualTo(name.equals("INT") ? INTERRUPTED : TERMINATED);
        assertNoCrash();
    }

    @Test
    void aPortraitThatIsInterruptedLeavesNoFile() throws Exception {
        Path output = folder.resolve("portrait.jpg");
        Process shoot = run(Likeness.class, "shoot", SAMPLE.toRealPath().toString(), "-o", output.toString());
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(2))
                .until(() -> loadedNetworks(shoot));
        signal(shoot, "INT");
        assertThat(end(shoot)).isEqualTo(INTERRUPTED);
        assertNoCrash();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().contains("portrait"));
        }
    }

    /** Photos that the service takes for different ones, so that each is analysed. */
    private static List<String> photos() throws IOException {
        BufferedImage photo = ImageIO.read(SAMPLE.toFile());
        List<String> photos = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            photo.setRGB(0, 0, i);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(photo, "png", file);
            photos.add(Base64.getEncoder().encodeToString(file.toByteArray()));
        }
        return photos;
    }

    private Process run(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx1g", "-XX:ErrorFile="
                        + folder.resolve("hs_err_%p.log"), "-XX:-CreateCoredumpOnCrash",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
                        program.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(folder.resolve("said").toFile());
        process.environment().put("LIKENESS_DATA", folder.resolve("data").toString());
        process.environment().put("LIKENESS_API_KEY", KEY);
        process.environment().put("LIKENESS_WORKER_THREADS", "2");
        return process.start();
    }

    private static URI address(Process service) throws IOException {
        BufferedReader said = service.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ADDRESS)) {
                return URI.create(line.substring(ADDRESS.length()));
            }
        }
        throw new AssertionError("the service ended before it answered");
    }

    private static boolean loadedNetworks(Process process) throws IOException {
        assertThat(process.isAlive()).as("still runs").isTrue();
        return Files.readString(Path.of("/proc/" + process.pid() + "/maps")).contains("onnxruntime");
    }

    private static void order(URI service, String photo) throws IOException, InterruptedException {
        assertThat(send(HttpRequest.newBuilder(service.resolve("/v1/portraits"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"photo\":\"" + photo + "\",\"prompt\":\"library\",\"width\":512,\"height\":512}"))))
                .contains("\"price\"");
    }

    private static int count(URI service, String status) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve("/v1/portraits?limit=200")))
                .split("\"status\":\"" + status + "\"", -1).length - 1;
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.header("Authorization", "Bearer " + KEY).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    private void assertNoCrash() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("hs_err"));
        }
        assertThat(folder.resolve("said")).content().doesNotContain("SIGSEGV", "SIGABRT", "terminate called");
    }

    private void assertNoPostgres() throws IOException {
        String data = folder.toRealPath().toString();
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().command().orElse("")))
                .noneMatch(command -> command.startsWith(data));
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }
}
