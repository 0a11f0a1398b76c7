package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Role;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.work.PhotoDownloads;
import dev.likeness.service.work.PortraitWorker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OwnService
class RestartTest {
    @TempDir
    Path data = Path.of("");

    @Test
    void finishesAfterARestartWhatWasOrderedBefore() {
        ServerSettings settings = ServerSettings.in(PreparedData.in(data)).withPort(0);
        IssuedKey key;
        String task;
        try (LikenessServer desk = LikenessServer.start(settings.withRole(Role.API), List.of(new FlatEngine()))) {
            key = desk.newKey().orElseThrow();
            assertThat(key.toString()).doesNotContain(key.key());
            task = call(desk, key, "", TestService.order("")).data().path("task_id").asString();
            assertThat(status(desk, key, task)).isEqualTo("in_queue");
            assertThat(TestService.get(URI.create(desk.address() + "/healthz")).json().path("waiting").asInt()).isOne();
            assertThatThrownBy(() -> LikenessServer.start(settings, List.of(new FlatEngine())))
                    .isInstanceOf(StoreException.class).hasMessageContaining("another process serves");
            interruptAWorkerAt(task);
            assertThat(status(desk, key, task)).isEqualTo("in_queue");
        }
        try (LikenessServer whole = LikenessServer.start(settings, List.of(new FlatEngine()))) {
            assertThat(whole.newKey()).isEmpty();
            Awaitility.await().until(() -> "done".equals(status(whole, key, task)));
            Reply balance = TestService.send(HttpRequest.newBuilder(URI.create(whole.address() + "/dashboard/balance"))
                    .header("Authorization", "Bearer " + key.key()));
            assertThat(balance.data().path("balance").asString()).isEqualTo("999.95");
        }
    }

    /** What a worker does that is stopped while it renders and runs out of patience. */
    private void interruptAWorkerAt(String task) {
        PortraitEngine stopped = new PortraitEngine() {
            @Override
            public String name() {
                return "flat";
            }

            @Override
            public Rendering render(PortraitRequest request, Photo photo, Progress progress,
                    Cancellation cancellation) {
                Thread.currentThread().interrupt();
                cancellation.check();
                throw new AssertionError("should have been cancelled");
            }
        };
        try (Database database = Database.reach(data, Optional.empty())) {
            Queue queue = new Queue(database);
            TaskLifecycle lifecycle = new TaskLifecycle(database, queue);
            ObjectStore objects = new FileObjects(data.resolve("objects"));
            PortraitWorker worker = new PortraitWorker(lifecycle, objects,
                    new PhotoDownloads(lifecycle, queue, objects, new PhotoFetcher(new PhotoUrls(Set.of()))),
                    List.of(stopped));
            assertThatThrownBy(() -> worker.handle(TaskId.parse(task).orElseThrow()))
                    .isInstanceOf(PortraitException.Cancelled.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void readsItsSettingsFromTheEnvironment() {
        ServerSettings settings = ServerSettings.in(data).with(Map.of("LIKENESS_PORT", "9000", "LIKENESS_ROLE",
                "worker",
                "LIKENESS_PHOTO_HOSTS", "A.example, b.example", "LIKENESS_DB_URL", "jdbc:postgresql://db/likeness",
                "LIKENESS_DB_PASSWORD", "secret", "LIKENESS_API_KEY", "a key of some length", "LIKENESS_BIND", ""));
        assertThat(settings.listening().port()).isEqualTo(9000);
        assertThat(settings.listening().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.work().role()).isEqualTo(Role.WORKER);
        assertThat(settings.addresses().photoHosts()).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(settings.storage().database().orElseThrow().user()).isEqualTo("likeness");
        assertThat(settings.toString() + settings.storage().database()).doesNotContain("secret")
                .doesNotContain("a key");
        assertThatThrownBy(() -> ServerSettings.in(data).with(Map.of("LIKENESS_PORT", "many")))
                .hasMessageContaining("LIKENESS_PORT");
    }

    private static String status(LikenessServer server, IssuedKey key, String task) {
        return call(server, key, "_result", "{\"task_id\":\"" + task + "\"}").data().path("status").asString();
    }

    private static Reply call(LikenessServer server, IssuedKey key, String suffix, String body) {
        return TestService.send(HttpRequest
                .newBuilder(URI.create(server.address() + "/doubao/drawing/portrait" + suffix))
                .header("Authorization", "Bearer " + key.key()).POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
