package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhotoFetcherTest {
    /** What a slow host takes for each redirect. */
    private static final Duration HOP = Duration.ofMillis(300);
    private static final byte[] PHOTO = "a photo".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            int port = server.getAddress().getPort();
            switch (path) {
                case "/photo.jpg" -> answer(exchange, 200, PHOTO);
                case "/empty" -> answer(exchange, 200, new byte[0]);
                case "/large" -> answer(exchange, 200, new byte[(20 << 20) + 1]);
                case "/once" -> redirect(exchange, "/photo.jpg");
                case "/thrice" -> redirect(exchange, "/twice");
                case "/twice" -> redirect(exchange, "/once");
                case "/forever" -> redirect(exchange, "/forever");
                case "/away" -> redirect(exchange, "http://localhost:" + port + "/photo.jpg");
                case "/metadata" -> redirect(exchange, "http://169.254.169.254/latest");
                case "/slow3" -> slowly(exchange, "/slow2");
                case "/slow2" -> slowly(exchange, "/slow1");
                case "/slow1" -> slowly(exchange, "/photo.jpg");
                case "/file" -> redirect(exchange, "file:///etc/passwd");
                default -> answer(exchange, 404, PHOTO);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesFromHostsTheOperatorNamed() {
        assertThat(fetch("/photo.jpg")).isEqualTo(PHOTO);
        assertThat(fetch("/once")).isEqualTo(PHOTO);
        assertThat(fetch("/thrice")).isEqualTo(PHOTO);
    }

    @Test
    void tellsWhatIsWrongWithWhatItGot() {
        assertThatThrownBy(() -> fetch("/nothing")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_FAILED))
                .hasMessageContaining("404");
        assertThatThrownBy(() -> fetch("/empty")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_FAILED));
        assertThatThrownBy(() -> fetch("/large")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_TOO_LARGE));
        assertThatThrownBy(() -> fetch("/forever")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_FAILED))
                .hasMessageContaining("redirects more than 3");
    }

    @Test
    void judgesEveryRedirectAnew() {
        assertThatThrownBy(() -> fetch("/away")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_REFUSED));
        assertThatThrownBy(() -> fetch("/metadata")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_REFUSED));
        assertThatThrownBy(() -> fetch("/file")).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_FAILED));
        assertThat(requests.get()).isEqualTo(3);
    }

    @Test
    void doesNotConnectToAPrivateAddressThatAPublicNameStandsFor() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetAddress open = InetAddress.getByName("203.0.114.1");
        for (List<InetAddress> answer : List.of(List.of(loopback), List.of(open, loopback),
                List.of(InetAddress.getByName("fd00::1")))) {
            PhotoFetcher fetcher = new PhotoFetcher(new PhotoUrls(Set.of()), name -> answer);
            assertThatThrownBy(() -> fetcher.fetch(URI.create("http://photos.example.com/photo.jpg")))
                    .satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_REFUSED));
        }
        assertThat(requests.get()).isZero();
    }

    @Test
    void connectsToTheAddressesThatWereJudgedWithoutAskingTwice() {
        AtomicInteger lookups = new AtomicInteger();
        Dns names = name -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getLoopbackAddress());
        };
        PhotoFetcher fetcher = new PhotoFetcher(new PhotoUrls(Set.of("photos.example.com")), names);
        assertThat(fetcher.fetch(
                URI.create("http://photos.example.com:" + server.getAddress().getPort() + "/photo.jpg")))
                .isEqualTo(PHOTO);
        assertThat(lookups.get()).isOne();
    }

    @Test
    void hasOneDeadlineForAllRedirects() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slow3");
        PhotoUrls here = new PhotoUrls(Set.of("127.0.0.1"));
        assertThat(new PhotoFetcher(here, Dns.SYSTEM, Duration.ofSeconds(30)).fetch(address)).isEqualTo(PHOTO);
        PhotoFetcher hasty = new PhotoFetcher(here, Dns.SYSTEM, HOP.multipliedBy(2));
        assertThatThrownBy(() -> hasty.fetch(address)).satisfies(e -> isRefusal(e, ErrorCode.PHOTO_URL_FAILED))
                .hasMessageContaining("longer than");
    }

    private static void slowly(HttpExchange exchange, String to) throws IOException {
        LockSupport.parkNanos(HOP.toNanos());
        redirect(exchange, to);
    }

    private byte[] fetch(String path) {
        return new PhotoFetcher(new PhotoUrls(Set.of("127.0.0.1")))
                .fetch(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private static void isRefusal(Throwable thrown, ErrorCode code) {
        assertThat(thrown).isInstanceOfSatisfying(PortraitException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        answer(exchange, 302, new byte[0]);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
