package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.settings.Role;
import dev.likeness.server.wire.BodyLimits;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.wire.WireSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with little memory and little patience, and its attackers. */
class HostileBodiesTest {
    private static final BodyLimits TIGHT = new BodyLimits(3L * RequestBodies.LARGEST, Duration.ofMillis(700),
            Duration.ofMillis(700), 16 << 10, Duration.ofSeconds(20));
    /** Longer than anything here takes; a socket that is still silent then is a failure. */
    private static final int FOREVER_MILLIS = 30_000;

    @TempDir
    private static Path data = Path.of("");
    private static final List<LikenessServer> STARTED = new ArrayList<>();

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        STARTED.add(LikenessServer.start(
                ServerSettings.in(PreparedData.in(data)).withPort(0).withRole(Role.API)
                        .with(new WireSettings(Set.of("https://studio.example"), TIGHT)),
                List.of(new FlatEngine())));
    }

    @AfterAll
    static void stop() {
        STARTED.forEach(LikenessServer::close);
    }

    @Test
    void thirtySixSocketsThatTrickleKeepNobodyFromOrdering() throws IOException {
        String slow = keyOf("slow");
        for (int announced : announced()) {
            sockets.add(trickle("/v1/portraits", slow, "Content-Length: " + announced, 7_000));
            sockets.add(trickle("/v1/sign-in", "", "Content-Length: " + announced, 7_000));
            sockets.add(trickle("/v1/sign-in", "", "Transfer-Encoding: chunked", 0));
        }
        assertThat(order(key()).status()).isEqualTo(202);
        assertThat(order(slow).status()).as("an order of the attacker's own account").isEqualTo(202);
        for (int i = 0; i < sockets.size(); i++) {
            String answer = toTheEnd(sockets.get(i));
            assertThat(answer).as("socket " + i).startsWith(i % 3 == 1 ? "HTTP/1.1 413" : "HTTP/1.1 408")
                    .contains(i % 3 == 1 ? "request_too_large" : "request_too_slow");
        }
        assertThat(order(key()).status()).as("after all of them").isEqualTo(202);
    }

    @Test
    void aSenderWithoutAKeyIsAnsweredAtOnceAndCutOffSoon() throws IOException {
        for (String path : new String[]{"/v1/portraits", "/doubao/drawing/portrait", "/v1/images/edits",
                "/?Action=CVProcess&Version=2022-08-31"}) {
            try (Socket socket = trickle(path, "", "Content-Length: 28000000", 7_000)) {
                assertThat(toTheEnd(socket)).as(path).matches("(?s)HTTP/1\\.1 40[01] .*\\}[0-9\\s]*")
                        .doesNotContain("request cannot be understood");
            }
        }
    }

    @Test
    void aSmallBodyWithoutAKeyIsReadAndALargerOneIsNot() {
        assertThat(send("/v1/sign-in", "", "{\"code\":\"x\"}").status()).isEqualTo(401);
        Reply large = send("/v1/sign-in", "", "{\"code\":\"" + "x".repeat(RequestBodies.SMALL) + "\"}");
        assertThat(large.status()).isEqualTo(413);
    }

    @Test
    void onlyOriginsThatTheOperatorNamesMayCallFromABrowser() {
        assertThat(allowed("https://studio.example")).contains("https://studio.example");
        assertThat(allowed("https://elsewhere.example")).isEmpty();
        Reply answered = TestService
                .send(request("/v1/portraits", key()).header("Origin", "https://elsewhere.example"));
        assertThat(answered.status()).as("our own pages behind a proxy look like this").isEqualTo(200);
    }

    private static List<String> allowed(String origin) {
        return TestService.send(request("/v1/portraits", "").header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())).response().headers()
                .allValues("Access-Control-Allow-Origin");
    }

    private static int[] announced() {
        return Stream.of(IntStream.generate(() -> 28 << 20).limit(4), IntStream.generate(() -> 1 << 20).limit(14),
                IntStream.generate(() -> 100_000).limit(9), IntStream.generate(() -> 10_000).limit(9))
                .flatMapToInt(sizes -> sizes).toArray();
    }

    private static Socket trickle(String path, String key, String length, int sent) throws IOException {
        Socket socket = new Socket("127.0.0.1", server().address().getPort());
        socket.setSoTimeout(FOREVER_MILLIS);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length
                + "\r\n" + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n") + "\r\n";
        socket.getOutputStream().write((head + " ".repeat(sent)).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String toTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Reply order(String key) {
        return send("/v1/portraits", key, Rest.order("\"prompt\":\"" + "library ".repeat(200) + "\""));
    }

    private static Reply send(String path, String key, String body) {
        return TestService.send(request(path, key).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server().address() + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private static String keyOf(String account) {
        String key = send("/v1/keys", key(), "{\"name\":\"slow\",\"account\":\"" + account + "\"}").json()
                .path("issued").path("bearer").asString();
        assertThat(send("/v1/accounts/" + account + "/deposits", key(), "{\"amount\":\"1\"}").status()).isLessThan(300);
        return key;
    }

    private static String key() {
        return server().newKey().orElseThrow().key();
    }

    private static LikenessServer server() {
        return STARTED.getFirst();
    }
}
