package dev.likeness.diffusion.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.likeness.diffusion.Goldens;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub on this machine that breaks connections. */
class ModelDownloadTest {
    private static final String REPOSITORY = "black-forest-labs/FLUX.2-klein-4B";

    private HttpServer server = server();
    private final List<String> asked = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private int broken;
    private int breakAt = Integer.MAX_VALUE;
    private boolean lies;
    private int refuse;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/api/models/" + REPOSITORY + "/tree/main", this::tree);
        server.createContext("/" + REPOSITORY + "/resolve/main/", this::resolve);
        server.createContext("/store/", this::store);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void tree(HttpExchange exchange) throws IOException {
        if (refuse > 0) {
            exchange.sendResponseHeaders(refuse, -1);
            exchange.close();
            return;
        }
        List<String> entries = new ArrayList<>();
        entries.add("{\"type\":\"file\",\"path\":\"flux-2-klein-4b.safetensors\",\"size\":7,\"oid\":\"1\"}");
        entries.add("{\"type\":\"directory\",\"path\":\"vae\",\"size\":0,\"oid\":\"1\"}");
        try (Stream<Path> files = Files.walk(Goldens.MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                boolean large = file.toString().endsWith(".safetensors");
                String oid = large
                        ? hex("SHA-256", bytes)
                        : hex("SHA-1",
                                ("blob " + bytes.length + "\0" + new String(bytes, StandardCharsets.ISO_8859_1))
                                        .getBytes(StandardCharsets.ISO_8859_1));
                entries.add("{\"type\":\"file\",\"path\":\"" + Goldens.MODEL.relativize(file) + "\",\"size\":"
                        + bytes.length + ",\"oid\":\"" + oid + "\""
                        + (large ? ",\"lfs\":{\"oid\":\"" + oid + "\"}" : "") + "}");
            }
        }
        byte[] body = ("[" + String.join(",", entries) + "]").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Redirects to another host, as the hub does. */
    private void resolve(HttpExchange exchange) throws IOException {
        tokens.add("hub " + exchange.getRequestHeaders().getFirst("Authorization"));
        String file = exchange.getRequestURI().getPath().substring(("/" + REPOSITORY + "/resolve/main/").length());
        exchange.getResponseHeaders().add("Location",
                "http://localhost:" + server.getAddress().getPort() + "/store/" + file);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void store(HttpExchange exchange) throws IOException {
        tokens.add("store " + exchange.getRequestHeaders().getFirst("Authorization"));
        String file = exchange.getRequestURI().getPath().substring("/store/".length());
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(file + (range == null ? "" : " " + range));
        byte[] bytes = Files.readAllBytes(Goldens.MODEL.resolve(file));
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (lies) {
            bytes[bytes.length - 1] ^= 1;
        }
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, bytes.length - from);
        OutputStream out = exchange.getResponseBody();
        int wanted = bytes.length - from;
        if (broken > 0 && wanted > breakAt) {
            broken--;
            out.write(bytes, from, breakAt);
            out.flush();
            exchange.close(); // fewer bytes than promised: the client sees a broken connection
            return;
        }
        out.write(bytes, from, wanted);
        exchange.close();
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void download(Path folder, ModelDownload.Listener listener) {
        try (Hub hub = Hub.of(Map.of("HF_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "HF_TOKEN", "secret"))) {
            new ModelDownload(hub, listener, Duration.ofMillis(1)).get(REPOSITORY, "main", folder);
        }
    }

    private static void assertWhole(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(Goldens.MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(folder.resolve(Goldens.MODEL.relativize(file).toString())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void goesOnWhereAConnectionBroke(@TempDir Path folder) throws IOException {
        broken = 4;
        breakAt = 300_000;
        List<Long> done = new ArrayList<>();
        download(folder, (bytes, total, file) -> done.add(bytes));
        assertWhole(folder);
        assertThat(asked).anyMatch(request -> request.contains("bytes=300000-"));
        assertThat(done).isSorted();
        assertThat(folder.resolve("flux-2-klein-4b.safetensors")).doesNotExist();
    }

    @Test
    void aStoppedDownloadGoesOnAndAFinishedOneAsksForNothing(@TempDir Path folder) throws IOException {
        broken = 1000;
        breakAt = 0;
        assertThatThrownBy(() -> download(folder, (bytes, total, file) -> {})).isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("run the same command again");
        broken = 0;
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
        asked.clear();
        download(folder, (bytes, total, file) -> {});
        assertThat(asked).isEmpty();
    }

    @Test
    void otherContentsThanPromisedAreThrownAway(@TempDir Path folder) {
        lies = true;
        assertThatThrownBy(() -> download(folder, (bytes, total, file) -> {})).isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("other contents than the hub promises");
    }

    @Test
    void theTokenGoesToTheHubAlone(@TempDir Path folder) {
        download(folder, (bytes, total, file) -> {});
        assertThat(tokens).contains("hub Bearer secret", "store null").doesNotContain("store Bearer secret");
    }

    @Test
    void aGatedModelSaysWhatToDo(@TempDir Path folder) {
        refuse = 401;
        assertThatThrownBy(() -> download(folder, (bytes, total, file) -> {})).hasMessageContaining("HF_TOKEN");
    }
}
