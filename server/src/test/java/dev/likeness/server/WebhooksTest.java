package dev.likeness.server;

import static dev.likeness.server.Rest.ordered;
import static dev.likeness.server.TestService.get;
import static dev.likeness.server.TestService.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own API: who is told when a portrait is closed. */
class WebhooksTest {
    private record Told(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private int failures;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            told.add(new Told(exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(told.size() <= failures ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stopListening() {
        receiver.stop(0);
    }

    private String webhook() {
        return "\"webhook\":\"http://127.0.0.1:" + receiver.getAddress().getPort() + "/told\"";
    }

    @Test
    void areToldAgainUntilTheyListenAndCanCheckWhoSpeaks() throws GeneralSecurityException {
        failures = 2;
        String key = key("1");
        String id = ordered(key, "\"width\":512,\"height\":512," + webhook());
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> told.size() == 3);
        String secret = get("/v1/webhooks/secret", key).json().path("secret").asString();
        for (Told one : told) {
            assertThat(one.header("webhook-id")).isEqualTo("msg_" + id);
            assertThat(one.header("webhook-signature")).isEqualTo("v1," + signature(secret,
                    one.header("webhook-id") + "." + one.header("webhook-timestamp") + "." + one.body()));
            assertThat(Instant.ofEpochSecond(Long.parseLong(one.header("webhook-timestamp"))))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        }
        JsonNode body = new JsonMapper().readTree(told.getLast().body());
        assertThat(body.path("type").asString()).isEqualTo("portrait.done");
        assertThat(body.path("data").path("id").asString()).isEqualTo(id);
        assertThat(body.path("data").path("image").path("url").asString()).startsWith("/o/");
        assertThat(get("/v1/webhooks/secret", key("1")).json().path("secret").asString()).isNotEqualTo(secret);
    }

    @Test
    void hearOfFailuresAndCancellationsToo() {
        String key = key("1");
        ordered(key, "\"prompt\":\"no face\"," + webhook());
        String open = ordered(key, "\"prompt\":\"step by step\"," + webhook());
        TestService.post("/v1/portraits/" + open + "/cancel", key, "");
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> told.size() == 2);
        assertThat(told).extracting(one -> new JsonMapper().readTree(one.body()).path("type").asString())
                .containsExactlyInAnyOrder("portrait.failed", "portrait.cancelled");
    }

    private static String signature(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
