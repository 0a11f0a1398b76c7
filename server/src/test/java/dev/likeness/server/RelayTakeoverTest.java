package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.PortraitEngine;
import dev.likeness.relay.Cloud;
import dev.likeness.server.TestService.Reply;
import dev.likeness.service.database.AnotherDatabase;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.keys.IssuedKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OwnService
class RelayTakeoverTest {
    @TempDir
    Path data = Path.of("");

    /** Three processes: the cloud is this one, the first in front of it is killed, the second goes on. */
    @Test
    void theCloudIsPaidOnceWhenTheWorkerIsKilledThatHandedTheOrderIn() throws Exception {
        IssuedKey upstream = Front.upstreamKey("1");
        DatabaseAddress address = AnotherDatabase.in(TestService.folder(), TestService.database(), "takeover");
        Map<String, String> environment = new HashMap<>(Front.environment(Cloud.VOLCENGINE, upstream));
        environment.putAll(Map.of("LIKENESS_DATA", data.toString(), "LIKENESS_DB_URL", address.url(),
                "LIKENESS_DB_USER", address.user(), "LIKENESS_DB_PASSWORD", address.password(), "LIKENESS_PORT", "0",
                "LIKENESS_API_KEY", Front.KEY, "LIKENESS_WORKER_THREADS", "1"));
        Process first = RelayProcess.start(environment);
        try (Database database = Database.connect(address)) {
            String task = ordered(RelayProcess.address(first));
            Awaitility.await().atMost(java.time.Duration.ofMinutes(1)).until(() -> AnotherDatabase.count(database,
                    "select count(*) from upstream_submissions where upstream_task is not null and ended_at is null") == 1);
            first.destroyForcibly().waitFor();
            try (LikenessServer second = LikenessServer.start(Front.settings(data, address, Front.usual()),
                    List.<PortraitEngine>of(Front.engine(Cloud.VOLCENGINE, upstream)))) {
                AnotherDatabase.due(database, task);
                Awaitility.await().atMost(java.time.Duration.ofMinutes(1))
                        .until(() -> call(second.address() + "/v1/portraits/" + task).json().path("status")
                                .asString().equals("done"));
                assertThat(call(second.address() + "/v1/balance").json().path("balance").asString())
                        .isEqualTo("999.95");
            }
            assertThat(AnotherDatabase.count(database, "select count(*) from upstream_submissions")).isOne();
            assertThat(AnotherDatabase.count(database,
                    "select count(*) from upstream_submissions where outcome = 'done'")).isOne();
        } finally {
            first.destroyForcibly();
        }
        assertThat(TestService.balance(upstream.key())).isEqualTo("0.95");
    }

    private static String ordered(String address) {
        Reply reply = TestService.send(HttpRequest.newBuilder(URI.create(address + "/v1/portraits"))
                .header("Authorization", "Bearer " + Front.KEY).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Rest.order("\"prompt\":\"step by step\",\"width\":512,\"height\":512"))));
        return reply.json().path("id").asString();
    }

    private static Reply call(String uri) {
        return TestService.send(HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + Front.KEY));
    }
}
