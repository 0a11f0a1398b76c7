package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Role;
import dev.likeness.service.database.Database;
import dev.likeness.service.work.Workers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Our own API: engines, workers and what the whole service does, in services of their own. */
@OwnService
class AdministrationTest {
    private static final EngineListing BIG = new EngineListing("big", EngineProfile.promisingNothing("big"),
            new Readiness.Missing("/models/big is no folder: get the model", Optional.of("./likeness models pull big")),
            Optional.of(new EngineListing.Model(Optional.of("MIT"), OptionalLong.of(16_000_000_000L),
                    Path.of("/models/big"))));

    @TempDir
    Path data = Path.of("");

    private record Admin(LikenessServer server, String key) {
        JsonNode get(String path) {
            Reply reply = get(path, key);
            if (reply.status() != 200) {
                throw new AssertionError(reply.status() + " " + reply.json());
            }
            return reply.json();
        }

        Reply get(String path, String other) {
            return TestService.send(request(path, other).GET());
        }

        Reply post(String path, String body) {
            return TestService.send(request(path, key).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder request(String path, String bearer) {
            return HttpRequest.newBuilder(URI.create(server.address() + path)).header("Authorization",
                    "Bearer " + bearer);
        }

        /** A key without the scope admin. */
        String plainKey() {
            return post("/v1/keys", "{\"name\":\"plain\"}").json().path("issued").path("bearer").asString();
        }
    }

    @BeforeEach
    void prepare() {
        PreparedData.in(data);
    }

    private LikenessServer start(Role role) {
        FlatEngine flat = new FlatEngine();
        return LikenessServer.start(ServerSettings.in(data).withPort(0).withRole(role),
                new Installation(List.of(flat), List.of(EngineListing.of(flat), BIG), "1.2.3"));
    }

    private static Admin admin(LikenessServer server) {
        return new Admin(server, server.newKey().orElseThrow().key());
    }

    @Test
    void everyEngineIsListedAndOneThatCannotBeOpenedSaysWhatIsMissing() {
        try (LikenessServer server = start(Role.ALL)) {
            Admin admin = admin(server);
            JsonNode items = admin.get("/v1/engines").path("items");
            JsonNode flat = items.path(0);
            assertThat(flat.path("name").asString()).isEqualTo("flat");
            assertThat(flat.path("title_zh").asString()).isEqualTo("纯色");
            assertThat(flat.path("default").asBoolean()).isTrue();
            assertThat(flat.path("ready").asBoolean()).isTrue();
            assertThat(flat.path("device").asString()).isEqualTo("processors");
            assertThat(flat.path("previews").asBoolean()).isTrue();
            assertThat(flat.path("price").asString()).isEqualTo("0.05");
            assertThat(flat.path("licence").asString()).isEqualTo("Apache-2.0");
            assertThat(List.of("missing", "get", "size", "folder")).noneMatch(flat::has);
            assertThat(flat.path("modes").valueStream().map(JsonNode::asString)).containsExactly("creative",
                    "reference", "reference_char");
            assertThat(flat.path("abilities").valueStream().map(it -> it.path("name").asString())).containsExactly(
                    "background", "light", "colours", "clothes", "pose", "scene", "identity", "retouch", "offline");
            JsonNode big = items.path(1);
            assertThat(big.path("ready").asBoolean(true)).isFalse();
            assertThat(big.path("default").asBoolean(true)).isFalse();
            assertThat(big.path("missing").asString()).isEqualTo("/models/big is no folder: get the model");
            assertThat(big.path("get").asString()).isEqualTo("./likeness models pull big");
            assertThat(big.path("size").asLong()).isEqualTo(16_000_000_000L);
            assertThat(big.path("folder").asString()).isEqualTo("/models/big");
            assertThat(big.has("device")).isFalse();

            JsonNode hidden = admin.get("/v1/engines", admin.plainKey()).json().path("items").path(1);
            assertThat(hidden.has("folder")).isFalse();
            assertThat(hidden.path("missing").asString()).isEqualTo("its folder is no folder: get the model");
            assertThat(admin.get("/v1/engines", "wrong").status()).isEqualTo(401);
        }
    }

    @Test
    void aDeskWithoutWorkersSaysSoUntilOneComes() {
        try (LikenessServer server = start(Role.API); Database database = Database.reach(data, Optional.empty())) {
            Admin admin = admin(server);
            JsonNode alone = admin.get("/v1/engines").path("items").path(0);
            assertThat(alone.path("ready").asBoolean(true)).isFalse();
            assertThat(alone.path("missing").asString()).contains("--role worker");
            assertThat(admin.get("/v1/service").path("workers")).isEmpty();
            try (var worker = new Workers(database)
                    .enter(new Workers.Introduction("w", 2, Map.of("flat", "card 0")))) {
                assertThat(worker).isNotNull();
                JsonNode served = admin.get("/v1/engines").path("items").path(0);
                assertThat(served.path("ready").asBoolean()).isTrue();
                assertThat(served.path("device").asString()).isEqualTo("card 0");
            }
            assertThat(admin.get("/v1/engines").path("items").path(0).path("ready").asBoolean(true)).isFalse();
        }
    }

    @Test
    void tellsWhatTheServiceDoesAtThisMoment() {
        try (LikenessServer server = start(Role.ALL)) {
            Admin admin = admin(server);
            JsonNode idle = admin.get("/v1/service");
            assertThat(idle.path("version").asString()).isEqualTo("1.2.3");
            assertThat(idle.path("queue").has("oldest_waiting_seconds")).isFalse();
            JsonNode worker = idle.path("workers").path(0);
            assertThat(worker.path("state").asString()).isEqualTo("idle");
            assertThat(worker.path("engines").path(0).asString()).isEqualTo("flat");
            assertThat(worker.path("places").asInt()).isPositive();

            String fine = ordered(admin, "no face, in a library");
            Awaitility.await().until(() -> admin.get("/v1/service").path("today").path("done").asInt() == 1);
            String failed = ordered(admin, "no face");
            Awaitility.await().until(() -> admin.get("/v1/service").path("today").path("failed").asInt() == 1);
            JsonNode after = admin.get("/v1/service");
            assertThat(after.path("today").path("spent").asString()).isEqualTo("0.05");
            assertThat(after.path("failures")).hasSize(1);
            JsonNode failure = after.path("failures").path(0);
            assertThat(failure.path("portrait").asString()).isEqualTo(failed).isNotEqualTo(fine);
            assertThat(failure.path("account").asString()).isEqualTo("default");
            assertThat(failure.path("code").asString()).isEqualTo("no_face");
            assertThat(after.toString()).as("words of orders").doesNotContain("library");

            int places = worker.path("places").asInt();
            List<String> made = java.util.stream.IntStream.rangeClosed(0, places)
                    .mapToObj(i -> ordered(admin, "never done")).toList();
            JsonNode busy = Awaitility.await().until(() -> admin.get("/v1/service"),
                    service -> service.path("queue").path("being_made").asInt() == places);
            assertThat(busy.path("queue").path("waiting").asInt()).isEqualTo(1);
            assertThat(busy.path("queue").path("oldest_waiting_seconds").asInt(-1)).isNotNegative();
            assertThat(busy.path("workers").path(0).path("state").asString()).isEqualTo("working");
            assertThat(busy.path("workers").path(0).path("making").valueStream().map(JsonNode::asString))
                    .hasSize(places).isSubsetOf(made);
            JsonNode account = admin.get("/v1/accounts").path("items").path(0);
            assertThat(account.path("waiting").asInt()).isEqualTo(1);
            assertThat(account.path("being_made").asInt()).isEqualTo(places);
            assertThat(account.path("portraits_30_days").asInt()).isEqualTo(places + 2);
            assertThat(account.path("keys").asInt()).isEqualTo(1);
            made.forEach(id -> admin.post("/v1/portraits/" + id + "/cancel", ""));

            assertThat(admin.get("/v1/service", admin.plainKey()).status()).isEqualTo(403);
        }
        try (LikenessServer again = start(Role.API); Database database = Database.reach(data, Optional.empty())) {
            assertThat(again.newKey()).isEmpty();
            assertThat(new Workers(database).list()).as("one that was stopped in good order").isEmpty();
        }
    }

    @Test
    void anEngineThatTakesLongerThanAnybodyWaitsPreviewsNothing() {
        PortraitEngine slow = new PortraitEngine() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Rendering render(PortraitRequest request, Photo photo, Progress progress,
                    Cancellation cancellation) {
                throw new AssertionError("should not have been asked");
            }
        };
        try (LikenessServer server = LikenessServer.start(ServerSettings.in(data).withPort(0).withRole(Role.API),
                List.of(new FlatEngine(), slow))) {
            Admin admin = admin(server);
            Reply refused = admin.post("/v1/templates/preview", Rest.order("\"engine\":\"slow\""));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(Rest.problem(refused)).isEqualTo("preview_unavailable");
            assertThat(admin.post("/v1/templates/preview", Rest.order("")).status()).isEqualTo(200);
        }
    }

    private static String ordered(Admin admin, String prompt) {
        Reply reply = admin.post("/v1/portraits",
                Rest.order("\"width\":512,\"height\":512,\"prompt\":\"" + prompt + "\""));
        assertThat(reply.status()).as(() -> reply.json().toString()).isEqualTo(202);
        return reply.json().path("id").asString();
    }
}
