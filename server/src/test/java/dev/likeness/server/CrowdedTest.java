package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Storage;
import dev.likeness.server.settings.Work;
import dev.likeness.server.volcengine.Signer;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.SecretKind;
import dev.likeness.service.pictures.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A node that takes orders while the disk is nearly full, or while too many orders wait: every dialect says 429 and when to
 * come again, nothing is stored or charged, and what was taken before is carried out.
 */
class CrowdedTest {
    private static final long MEGABYTE = 1_000_000;
    private static final int MOST_WAITING = 40;
    private static final String NOBODY = "portrait:nobody-serves-this";

    private static final AtomicLong FREE = new AtomicLong(1000 * MEGABYTE);
    /** Pictures that this node has put into the store. */
    private static final AtomicLong STORED = new AtomicLong();
    private static Optional<LikenessServer> server = Optional.empty();

    @BeforeAll
    static void startBesideTheSharedOne() throws Exception {
        Path data = TestService.folder();
        TestService.database();
        String port = Files.readString(data.resolve("postgres.port")).strip();
        DatabaseAddress address = new DatabaseAddress("jdbc:postgresql://localhost:" + port + "/postgres", "postgres",
                Files.readString(data.resolve("postgres.password")).strip());
        server = Optional.of(LikenessServer.start(ServerSettings.in(data).withPort(0)
                .with(new Storage(data, Optional.of(address)).withReserve(500 * MEGABYTE))
                .with(FirstAccount.owning("0"))
                .with(new Work(Role.API, 1, Duration.ofSeconds(1), MOST_WAITING, List.of(), false)),
                Installation.of(List.of(new FlatEngine())), CrowdedTest::onSmallDisk));
    }

    /** The same store, on a disk with as much room as the test says. */
    private static ObjectStore onSmallDisk(ObjectStore objects) {
        return (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        STORED.incrementAndGet();
                    }
                    try {
                        return method.getName().equals("free")
                                ? OptionalLong.of(FREE.get())
                                : method.invoke(objects, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void makeRoom() {
        FREE.set(1000 * MEGABYTE);
        Database database = TestService.database();
        database.alone(sql -> sql.update("delete from scheduled_tasks where task_name = ?", NOBODY));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(LikenessServer::close);
    }

    @Test
    void aDiskThatIsNearlyFullStopsNewOrdersAndUploadsAndNotThoseThatWereTaken() {
        IssuedKey key = key();
        Reply taken = await().until(() -> send(bearer(Rest.PORTRAITS, key, Rest.order("\"seed\":7"))),
                reply -> reply.status() == 202);
        FREE.set(499 * MEGABYTE);
        await().until(() -> send(bearer(Rest.PORTRAITS, key, Rest.order(""))).status() == 429);

        refusesEverythingNew(key, 30);
        // The worker's node is another one, whose own store says that there is room; but it would not ask.
        String id = taken.json().path("id").asString();
        await().until(() -> TestService.get(Rest.PORTRAITS + "/" + id, key.key()).json().path("status").asString()
                .equals("done"));
        FREE.set(501 * MEGABYTE);
        await().until(() -> send(bearer(Rest.PORTRAITS, key, Rest.order(""))).status() == 202);
    }

    @Test
    void aFullQueueStopsNewOrdersHoweverManyComeAtOnce() throws Exception {
        IssuedKey key = key();
        crowd(MOST_WAITING);
        await().until(() -> send(bearer(Rest.PORTRAITS, key, Rest.order(""))).status() == 429);
        String before = TestService.balance(key.key());
        refusesEverythingNew(key, 20);

        // All at once, some with a key of their own for the repeat, some with a whole megabyte, some of them nonsense.
        String megabyte = "{\"photo\":\"" + "A".repeat((int) MEGABYTE) + "\"}";
        List<Callable<Reply>> storm = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            HttpRequest.Builder request = bearer(Rest.PORTRAITS, key, i % 3 == 0 ? megabyte : Rest.order(""))
                    .header("Idempotency-Key", "storm-" + i % 10);
            storm.add(() -> send(request));
        }
        try (var clients = Executors.newFixedThreadPool(20)) {
            for (Future<Reply> answer : clients.invokeAll(storm)) {
                // 503 where the machine of the tests is so slow that its database does not answer in time.
                assertThat(answer.get().status()).isIn(429, 503);
                assertThat(answer.get().response().headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(TestService.balance(key.key())).isEqualTo(before);
        // What is being asked, and not ordered, is answered.
        assertThat(send(request("/v1/portraits").header("Authorization", "Bearer " + key.key()).GET()).status())
                .isEqualTo(200);

        makeRoom();
        Reply again = await().until(
                () -> send(bearer(Rest.PORTRAITS, key, Rest.order("")).header("Idempotency-Key", "storm-1")),
                reply -> reply.status() != 429);
        assertThat(again.status()).isEqualTo(202);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    private static IssuedKey key() {
        return TestService.key("1", NewKey.named("crowd").withSecrets(EnumSet.allOf(SecretKind.class)));
    }

    /** Orders that wait for a worker that is not there. */
    private static void crowd(int orders) {
        TestService.database()
                .alone(sql -> sql.update(
                        """
                                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, account_id, priority)
                                select ?, (1000000000000000000 + n)::text, now(), false, 1, 1, -n from generate_series(1, ?) n
                                """,
                        NOBODY, orders));
    }

    private static void refusesEverythingNew(IssuedKey key, int seconds) {
        String balance = TestService.balance(key.key());
        long stored = STORED.get();
        assertTold(send(bearer(TestService.SUBMIT, key, TestService.order(""))), seconds);
        assertTold(send(bearer(Rest.PORTRAITS, key, Rest.order(""))), seconds);
        assertTold(send(bearer("/v1/batches", key,
                "{\"photos\":[\"" + TestService.PHOTO + "\",\"" + TestService.PHOTO + "\"]}")), seconds);
        assertTold(send(bearer("/v1/images/edits", key,
                "{\"prompt\":\"a poet\",\"image\":\"" + TestService.PHOTO + "\"}")), seconds);
        assertTold(send(signed(key.accessKey().orElseThrow())), seconds);
        if (seconds == 30) {
            // Refused before a byte of it is read.
            assertTold(send(request("/302/upload-file").header("Authorization", "Bearer " + key.key())
                    .header("Content-Type", "multipart/form-data; boundary=" + Rest.BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofString("no form at all"))), seconds);
        }
        assertThat(STORED.get()).as("pictures").isEqualTo(stored);
        assertThat(TestService.balance(key.key())).isEqualTo(balance);
    }

    private static void assertTold(Reply reply, int seconds) {
        String body = new String(reply.response().body(), StandardCharsets.UTF_8);
        assertThat(reply.status()).as(body).isEqualTo(429);
        assertThat(reply.response().headers().firstValue("Retry-After")).as(body).contains(Integer.toString(seconds));
        assertThat(body).contains("try again in " + seconds + " seconds");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path));
    }

    private static HttpRequest.Builder bearer(String path, IssuedKey key, String body) {
        return request(path).header("Authorization", "Bearer " + key.key()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder signed(AccessKey key) {
        String body = SignedClient.order("");
        String date = SignedClient.now();
        String query = SignedClient.query("CVSync2AsyncSubmitTask");
        Signer signer = new Signer(key.secret(), date);
        signer.header("content-type", "application/json");
        signer.header("host", "localhost:" + server.orElseThrow().address().getPort());
        signer.header("x-date", date);
        return request("/?" + query).header("content-type", "application/json").header("x-date", date)
                .header("Authorization", signer.authorization(key.id(), "POST", "/", query,
                        Signer.hash(body.getBytes(StandardCharsets.UTF_8))))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static Reply send(HttpRequest.Builder request) {
        return TestService.send(request);
    }
}
