package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Our own API: portraits that wait, in a service whose workers are elsewhere and never come. */
@OwnService
class WaitingTest {
    @TempDir
    Path data = Path.of("");

    private Optional<LikenessServer> started = Optional.empty();
    private String key = "";

    @BeforeEach
    void start() {
        LikenessServer desk = LikenessServer.start(
                ServerSettings.in(PreparedData.in(data)).withPort(0).withRole(Role.API),
                List.of(new FlatEngine()));
        started = Optional.of(desk);
        key = desk.newKey().orElseThrow().key();
    }

    @AfterEach
    void stop() {
        started.ifPresent(LikenessServer::close);
    }

    @Test
    void aPortraitThatWaitsSaysHowManyAreBeforeIt() {
        JsonNode first = ordered();
        JsonNode second = ordered();
        awaitAhead(id(first), 0);
        awaitAhead(id(second), 1);
        JsonNode batch = json(post("/v1/batches", "{\"photos\":[\"" + TestService.PHOTO
                + "\"],\"templates\":[\"plain-grey\",\"plain-grey\"]}"));
        assertThat(batch.path("portraits")).hasSize(2).allMatch(portrait -> portrait.has("ahead"));
        awaitAhead(id(batch.path("portraits").path(0)), 2);
        awaitAhead(id(batch.path("portraits").path(1)), 3);
        cancel(first);
        awaitAhead(id(second), 0);
        assertThat(get("/v1/portraits/" + id(first)).has("ahead")).as("one that is closed").isFalse();
        assertThat(get("/v1/portraits").path("items").valueStream().filter(item -> item.has("ahead"))).hasSize(3);
    }

    @Test
    void aListenerIsToldWhenTheLineMovesWithoutAnEventId() throws IOException {
        JsonNode first = ordered();
        JsonNode second = ordered();
        awaitAhead(id(second), 1);
        try (BufferedReader events = listen(second, "")) {
            assertThat(next(events)).isEqualTo("id: 0\nevent: state\ndata: {\"id\":\"" + id(second)
                    + "\",\"status\":\"in_queue\",\"ahead\":1}");
            cancel(first);
            assertThat(next(events)).isEqualTo("event: queue\ndata: {\"ahead\":0}");
            cancel(second);
            assertThat(next(events)).startsWith("id: 1000000\nevent: cancelled\n");
        }
    }

    @Test
    void aListenerWhoComesBackIsToldHowManyAreBeforeItNow() throws IOException {
        ordered();
        JsonNode second = ordered();
        awaitAhead(id(second), 1);
        try (BufferedReader events = listen(second, "0")) {
            assertThat(next(events)).isEqualTo("event: queue\ndata: {\"ahead\":1}");
        }
    }

    /** The line is read once for a while: on a busy machine what is told may be a second old. */
    private void awaitAhead(String portrait, int before) {
        Awaitility.await().until(() -> get("/v1/portraits/" + portrait).path("ahead").asInt(-1) == before);
    }

    private static String next(BufferedReader events) throws IOException {
        while (true) {
            String block = events.lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
            if (!block.startsWith("retry:") && !block.equals(":")) {
                return block;
            }
        }
    }

    private BufferedReader listen(JsonNode portrait, String last) {
        HttpRequest.Builder request = request("/v1/portraits/" + id(portrait) + "/events").GET();
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try {
            return new BufferedReader(new InputStreamReader(HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode ordered() {
        return json(post("/v1/portraits", Rest.order("\"width\":512,\"height\":512")));
    }

    private void cancel(JsonNode portrait) {
        post("/v1/portraits/" + id(portrait) + "/cancel", "");
    }

    private static String id(JsonNode portrait) {
        return portrait.path("id").asString();
    }

    private static JsonNode json(Reply reply) {
        if (!Arrays.asList(200, 202).contains(reply.status())) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.json();
    }

    private JsonNode get(String path) {
        return json(TestService.send(request(path).GET()));
    }

    private Reply post(String path, String body) {
        return TestService.send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(started.orElseThrow().address() + path)).header("Authorization",
                "Bearer " + key);
    }
}
