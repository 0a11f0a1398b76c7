package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.client.LikenessClient;
import dev.likeness.client.LikenessException;
import dev.likeness.client.Order;
import dev.likeness.client.Portrait;
import dev.likeness.client.Webhook;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Java client of the module client, against this service. */
class ClientTest {
    private final LikenessClient client = new LikenessClient(TestService.address(), TestService.key("5"));
    private static final Order ORDER = Order.ofFile(TestService.photo("jpeg")).size(512, 512).seed(9);

    @Test
    void ordersAwaitsWithProgressAndDownloads() throws Exception {
        List<Double> progress = new CopyOnWriteArrayList<>();
        Portrait done = client.await(client.submit(ORDER.prompt("step by step")
                .consent("sitter 17", Instant.parse("2026-01-31T12:00:00Z"), "form 4")), Duration.ofMinutes(1),
                progress::add);
        assertThat(done.status()).isEqualTo("done");
        assertThat(progress).isSorted().endsWith(1.0).anyMatch(fraction -> fraction > 0.1 && fraction < 1);
        assertThat(client.download(done)).startsWith(0xff, 0xd8, 0xff);
        assertThat(client.find(done.id()).closed()).isTrue();
    }

    @Test
    void theSameKeyOrdersOnce() {
        assertThat(client.submit(ORDER, "once").id()).isEqualTo(client.submit(ORDER, "once").id());
    }

    @Test
    void uploadsAPhotoAndOrdersABatchOfIt() throws Exception {
        String photo = client.upload(TestService.photo("png"), "me.png");
        List<Portrait> portraits = client.submitAll(Order.batch(List.of(photo), List.of("plain-grey"))
                .with("prompt", "library").size(512, 512));
        assertThat(portraits).hasSize(1);
        assertThat(client.await(portraits.getFirst()).status()).isEqualTo("done");
    }

    @Test
    void refusalsAndFailuresCarryTheServicesCode() {
        assertThatThrownBy(() -> client.submit(ORDER.size(1, 1))).isInstanceOfSatisfying(LikenessException.class,
                refusal -> assertThat(refusal.status() + " " + refusal.code()).isEqualTo("422 size_out_of_range"));
        assertThatThrownBy(() -> client.await(client.submit(ORDER.prompt("no face"))))
                .isInstanceOfSatisfying(LikenessException.class,
                        failure -> assertThat(failure.code()).isEqualTo("no_face"));
        assertThatThrownBy(() -> new LikenessClient(TestService.address(), "wrong").submit(ORDER))
                .isInstanceOfSatisfying(LikenessException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("key_invalid"));
    }

    @Test
    void tellsAWebhookOfTheServiceFromAForgedOne() throws Exception {
        LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            told.add(new Told(new Webhook.Headers(headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature")),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            Portrait ordered = client.submit(ORDER.webhook(URI.create("http://127.0.0.1:"
                    + receiver.getAddress().getPort() + "/").toString()));
            Told webhook = told.poll(30, TimeUnit.SECONDS);
            Webhook check = new Webhook(client.webhookSecret());
            assertThat(check.verified(webhook.headers(), webhook.body()).id()).isEqualTo(ordered.id());
            webhook.body()[webhook.body().length - 2] ^= 1;
            assertThatThrownBy(() -> check.verified(webhook.headers(), webhook.body()))
                    .hasMessageContaining("not signed by this service");
            assertThatThrownBy(() -> check.verified(new Webhook.Headers(webhook.headers().id(), "1000000000",
                    webhook.headers().signature()), webhook.body())).hasMessageContaining("another time");
        } finally {
            receiver.stop(0);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Told(Webhook.Headers headers, byte[] body) {}
}
