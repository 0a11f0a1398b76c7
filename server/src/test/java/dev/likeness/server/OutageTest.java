package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.DatabaseProxy;
import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Storage;
import dev.likeness.server.settings.Work;
import dev.likeness.server.volcengine.Signer;
import dev.likeness.service.database.DatabaseAddress;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.SecretKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** While the database is out of reach every dialect says so soon, and when to come back. */
@OwnService
class OutageTest {
    /** Far below the half minute that clients had to wait once, far above what it takes. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Optional<DatabaseProxy> proxy = Optional.empty();
    private static Optional<LikenessServer> server = Optional.empty();

    @BeforeAll
    static void startBehindAProxy() throws IOException {
        // Another service on the database of the shared one.
        Path data = TestService.folder();
        TestService.database();
        DatabaseProxy opened = new DatabaseProxy(
                Integer.parseInt(Files.readString(data.resolve("postgres.port")).strip()));
        proxy = Optional.of(opened);
        server = Optional.of(LikenessServer.start(ServerSettings.in(data).withPort(0)
                .with(new Storage(data, Optional.of(new DatabaseAddress(
                        opened.url(), "postgres", Files.readString(data.resolve("postgres.password")).strip()))))
                .with(FirstAccount.owning("0")).with(new Work(Role.API, 1)),
                List.of(new FlatEngine())));
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.orElseThrow().open();
        server.ifPresent(LikenessServer::close);
        proxy.orElseThrow().close();
    }

    @Test
    void everyDialectSaysThatTheStoreIsUnavailableAndTakesOrdersWhenItIsBack() {
        IssuedKey key = TestService.key("1", NewKey.named("outage").withSecrets(EnumSet.allOf(SecretKind.class)));
        assertThat(send(request("/healthz").GET()).status()).isEqualTo(200);
        proxy.orElseThrow().shut();

        assertUnavailable(send(bearer(TestService.SUBMIT, key, TestService.order(""))));
        assertUnavailable(send(bearer(Rest.PORTRAITS, key, Rest.order(""))));
        assertUnavailable(send(bearer("/v1/images/edits", key, "{\"prompt\":\"a poet\"}")));
        assertUnavailable(send(signed(key.accessKey().orElseThrow())));
        Reply health = send(request("/healthz").GET());
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().path("database").asString()).isEqualTo("down");

        proxy.orElseThrow().open();
        Awaitility.await().until(() -> send(bearer(Rest.PORTRAITS, key, Rest.order(""))).status() == 202);
        assertThat(send(request("/healthz").GET()).status()).isEqualTo(200);
    }

    @Test
    void anOrderThatIsSentAgainAfterItsAnswerWasLostFindsItsPhotoAndIsChargedOnce() {
        IssuedKey key = TestService.key("1", NewKey.named("lost answer"));
        proxy.orElseThrow().cutAndShut(DatabaseProxy.Cut.BEFORE_COMMIT_IS_ANSWERED, "insert into tasks");
        Reply lost = send(once(key));
        assertUnavailable(lost);
        assertThat(lost.json().path("detail").asString()).contains("Idempotency-Key");

        proxy.orElseThrow().open();
        Reply again = Awaitility.await().until(() -> send(once(key)), reply -> reply.status() < 500);
        String id = again.json().path("id").asString();
        // The shared service's worker makes it.
        assertThat(Rest.closed(key.key(), id).path("status").asString()).isEqualTo("done");
        assertThat(TestService.balance(key.key())).isEqualTo("0.95");
    }

    private static HttpRequest.Builder once(IssuedKey key) {
        return bearer(Rest.PORTRAITS, key, Rest.order("\"seed\":7")).header("Idempotency-Key", "once");
    }

    private static void assertUnavailable(Reply reply) {
        String body = new String(reply.response().body(), StandardCharsets.UTF_8);
        assertThat(reply.status()).as(body).isEqualTo(503);
        assertThat(body).contains("storage_unavailable").doesNotContain("jdbc", "PSQLException", "select");
        assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path)).timeout(SOON);
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
