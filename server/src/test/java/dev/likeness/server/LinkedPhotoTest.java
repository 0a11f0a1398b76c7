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
import org.junit.jupiter.api.Test;

class LinkedPhotoTest {
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
}
