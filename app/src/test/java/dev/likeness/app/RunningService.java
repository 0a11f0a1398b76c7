package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.ChildJava;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** {@code likeness serve} in a process of its own, on the data folder {@code data} of a folder. */
final class RunningService implements AutoCloseable {
    static final Path SAMPLE = Path.of(System.getProperty("basedir", ".")).resolve("../samples/astronaut.png");
    private static final String ADDRESS = "Likeness answers at ";
    static final String KEY = "the key of the first account";

    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param process whose error stream is read by somebody */
    RunningService(Process process) throws IOException {
        this.process = process;
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ADDRESS)) {
                address = URI.create(line.substring(ADDRESS.length()));
                return;
            }
        }
        throw new AssertionError("the service ended before it answered");
    }

    static RunningService start(Path folder, String... options) throws IOException {
        if (Files.notExists(folder.resolve("data"))) {
            PreparedData.in(folder.resolve("data"));
        }
        return new RunningService(run(folder, List.of(options), Likeness.class, "serve", "--port", "0"));
    }

    /** A program of these tests' class path, with {@code folder} as its own; what it says of errors is in the file {@code said}. */
    static Process run(Path folder, List<String> options, Class<?> program, String... arguments) throws IOException {
        List<String> java = new ArrayList<>(List.of("-Xmx1g", "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                "-XX:-CreateCoredumpOnCrash", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true"));
        java.addAll(options);
        ProcessBuilder process = new ProcessBuilder(ChildJava.command(java, program, arguments))
                .directory(folder.toFile())
                .redirectError(folder.resolve("said").toFile());
        process.environment().put("LIKENESS_DATA", folder.resolve("data").toString());
        process.environment().put("LIKENESS_API_KEY", KEY);
        process.environment().put("LIKENESS_WORKER_THREADS", "2");
        return process.start();
    }

    /** The sample portrait as base64; each number makes another photo of it, so that each is analysed. */
    static String photo(int number) throws IOException {
        BufferedImage photo = ImageIO.read(SAMPLE.toFile());
        photo.setRGB(0, 0, number);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(photo, "png", file);
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }

    /** Where the portrait is that was ordered. */
    URI order(String fields, String photo) throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(address.resolve("/v1/portraits"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"photo\":\""
                        + photo + "\",\"prompt\":\"library\",\"width\":512,\"height\":512"
                        + (fields.isEmpty() ? "" : "," + fields) + "}")));
        assertThat(answer).contains("\"price\"");
        return address.resolve("/v1/portraits/" + answer.replaceAll(".*?\"id\":\"(\\d+)\".*", "$1"));
    }

    int count(String status) throws IOException, InterruptedException {
        return get(address.resolve("/v1/portraits?limit=200")).split("\"status\":\"" + status + "\"", -1).length - 1;
    }

    String get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.header("Authorization", "Bearer " + KEY).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    }

    /** Whether a process runs and has loaded the networks' runtime. */
    static boolean hasLoadedNetworks(Process process) throws IOException {
        assertThat(process.isAlive()).as("still runs").isTrue();
        return Files.readString(Path.of("/proc/" + process.pid() + "/maps")).contains("onnxruntime");
    }

    boolean hasLoadedNetworks() throws IOException {
        return hasLoadedNetworks(process);
    }

    static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(process, name);
    }

    /** Its exit code. */
    static int end(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    int end() throws InterruptedException {
        return end(process);
    }

    /** Stops it, however far the test came. */
    @Override
    public void close() throws InterruptedException {
        client.close();
        process.destroy();
        end(process);
    }
}
