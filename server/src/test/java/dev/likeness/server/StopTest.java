package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Told to stop, at whatever moment and however often, the process ends only when its PostgreSQL has ended. Told once while it
 * works: that is the command line's {@code SignalsTest}.
 */
@OwnService
class StopTest {
    private static final int STREAMS = 40;

    @TempDir
    Path data = Path.of("");

    @Test
    void whateverMomentItIsStoppedAtNoPostgresIsLeft() throws Exception {
        ServiceProcess first = ServiceProcess.start(PreparedData.programsIn(data));
        Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(2))
                .until(() -> databaseIsBeingMade() || !first.isAlive());
        first.terminate();
        first.awaitEnd();
        assertNothingRuns();

        ServiceProcess second = ServiceProcess.start(data);
        String key = second.hears("key ");
        String address = second.address();
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<InputStream> streams = follow(client, address, key);
            for (int i = 0; i < 3; i++) {
                second.terminate();
            }
            second.awaitEnd();
            assertNothingRuns();
            assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void aServiceWhosePostgresCannotBeStartedAgainEnds() throws Exception {
        ServiceProcess service = ServiceProcess.start(PreparedData.in(data));
        service.address();
        Files.writeString(data.resolve("postgres/postgresql.conf"), "shared_buffers = 'much'\n");
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        assertThat(service.awaitEnd()).isNotZero();
        assertNothingRuns();
    }

    private static List<InputStream> follow(HttpClient client, String address, String key)
            throws IOException, InterruptedException {
        HttpResponse<String> ordered = client.send(HttpRequest.newBuilder(URI.create(address + Rest.PORTRAITS))
                .header("Authorization", "Bearer " + key).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Rest.order(""))).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(ordered.statusCode()).isEqualTo(202);
        String id = ordered.body().replaceAll(".*\"id\":\"(\\d+)\".*", "$1");
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            InputStream events = client.send(HttpRequest.newBuilder(
                    URI.create(address + Rest.PORTRAITS + "/" + id + "/events"))
                    .header("Authorization", "Bearer " + key).build(), HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            assertThat(events.read()).isNotNegative();
            streams.add(events);
        }
        return streams;
    }

    private boolean databaseIsBeingMade() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("postgres.part-"));
        }
    }

    private void assertNothingRuns() throws IOException {
        String folder = data.toRealPath().toString();
        assertThat(ProcessHandle.allProcesses().map(process -> process.info().command().orElse("")))
                .noneMatch(command -> command.startsWith(folder));
    }
}
