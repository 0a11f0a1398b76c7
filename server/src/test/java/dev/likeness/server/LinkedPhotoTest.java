package dev.likeness.server;

import static dev.likeness.server.TestService.balance;
import static dev.likeness.server.TestService.finished;
import static dev.likeness.server.TestService.key;
import static dev.likeness.server.TestService.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.server.TestService.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LinkedPhotoTest {
    private static final int TWICE_THE_RENDERERS = 4;

    @Test
    void fetchesThePhotoFromItsAddressOrGivesTheMoneyBack() throws IOException {
        HttpServer photos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] photo = TestService.photo("png");
        photos.createContext("/me.png", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, photo.length);
                exchange.getResponseBody().write(photo);
            }
        });
        photos.start();
        try {
            String key = key("1");
            String base = "http://127.0.0.1:" + photos.getAddress().getPort();
            Reply done = finished(key, submit(key, "{\"image_input\":\"" + base + "/me.png\"}"));
            assertThat(done.data().path("status").asString()).isEqualTo("done");
            assertThat(balance(key)).isEqualTo("0.95");

            Reply failed = finished(key, submit(key, "{\"image_input\":\"" + base + "/gone.png\"}"));
            assertThat(failed.status()).isEqualTo(400);
            assertThat(failed.code()).isEqualTo(50215);
            assertThat(failed.errorCode()).isEqualTo("photo_url_failed");
            assertThat(failed.json().path("message").asString()).contains("404");
            assertThat(balance(key)).isEqualTo("0.95");
        } finally {
            photos.stop(0);
        }
    }

    @Test
    void hostsThatTakeTheirTimeKeepNoOtherOrderWaiting() throws Exception {
        HttpServer photos = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] photo = TestService.photo("png");
        CountDownLatch othersAreDone = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(TWICE_THE_RENDERERS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            photos.setExecutor(threads);
            photos.createContext("/me.png", exchange -> {
                try (exchange) {
                    asked.countDown();
                    othersAreDone.await();
                    exchange.sendResponseHeaders(200, photo.length);
                    exchange.getResponseBody().write(photo);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            photos.start();
            String key = key("1");
            String link = "{\"image_input\":\"http://127.0.0.1:" + photos.getAddress().getPort() + "/me.png\"}";
            List<String> slow = Stream.generate(() -> submit(key, link)).limit(TWICE_THE_RENDERERS).toList();
            Awaitility.await().until(() -> asked.getCount() == 0);
            Reply done = finished(key, submit(key, TestService.order("")));
            assertThat(done.data().path("status").asString()).isEqualTo("done");
            othersAreDone.countDown();
            assertThat(slow).allSatisfy(
                    task -> assertThat(finished(key, task).data().path("status").asString()).isEqualTo("done"));
        } finally {
            othersAreDone.countDown();
            photos.stop(0);
        }
    }
}
