package dev.likeness.service.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.service.pictures.PhotoUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookCallerTest {
    private static final WebhookCaller.Message MESSAGE = new WebhookCaller.Message("msg_1",
            "{}".getBytes(StandardCharsets.UTF_8), new byte[32]);

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1/");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/moved") ? 307 : 200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stopListening() {
        receiver.stop(0);
    }

    @Test
    void neverReachesOurOwnNetwork() {
        WebhookCaller caller = new WebhookCaller(new PhotoUrls(Set.of()));
        assertThat(caller.send(at("127.0.0.1", "/"), MESSAGE)).isPresent();
        assertThat(calls).hasValue(0);
    }

    @Test
    void neverReachesOurOwnNetworkByANameThatLeadsThere() {
        Dns rebound = name -> List.of(InetAddress.getLoopbackAddress());
        assertThat(new WebhookCaller(new PhotoUrls(Set.of()), rebound).send(URI.create("http://harmless.example/"),
                MESSAGE)).contains("the address is not on the public internet");
        assertThat(calls).hasValue(0);
    }

    @Test
    void tellsHostsThatTheOperatorNamedAndFollowsNoRedirect() {
        WebhookCaller caller = new WebhookCaller(new PhotoUrls(Set.of("127.0.0.1")));
        assertThat(caller.send(at("127.0.0.1", "/"), MESSAGE)).isEmpty();
        assertThat(caller.send(at("127.0.0.1", "/moved"), MESSAGE)).contains("status 307");
        assertThat(calls).hasValue(2);
    }

    @Test
    void signsAsTheStandardWebhooksSay() {
        // The example of standardwebhooks.com.
        byte[] secret = java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(WebhookSignature.of(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + receiver.getAddress().getPort() + path);
    }
}
