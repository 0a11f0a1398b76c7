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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub on this machine that breaks connections. */
class ModelDownloadTest {
    private static final String REPOSITORY = "black-forest-labs/FLUX.2-klein-4B";

    private HttpServer server = server();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private int broken;
    private int breakAt = Integer.MAX_VALUE;
    private boolean lies;
    private int refuse;
    private int busy;
    private String retryAfter = "0";
    private boolean rangeIgnored;
    private boolean silent;
    private String hidden = "nothing";
    private String extra = "";
    private final CountDownLatch over = new CountDownLatch(1);

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
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
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
                if (Goldens.MODEL.relativize(file).toString().startsWith(hidden)) {
                    continue;
                }
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
        if (!extra.isEmpty()) {
            entries.add(extra);
        }
        byte[] body = ("[" + String.join(",", entries) + "]").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Redirects to another host, as the hub does. */
    private void resolve(HttpExchange exchange) throws IOException {
        if (busy > 0) {
            busy--;
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
            return;
        }
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
        int from = range == null || rangeIgnored ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
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
            waitWhileSilent();
            exchange.close(); // fewer bytes than promised: the client sees a broken connection
            return;
        }
        out.write(bytes, from, wanted);
        exchange.close();
    }

    private void waitWhileSilent() {
        try {
            if (silent) {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            new ModelDownload(hub, listener, Duration.ofMillis(1), Duration.ofMillis(500)).get(REPOSITORY, "main",
                    folder);
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
    void aRefusalSaysWhatToDo(@TempDir Path folder) {
        refuse = 401;
        assertRefused(folder, "may not read it");
        refuse = 403;
        assertRefused(folder, "licence is not accepted yet at http://127.0.0.1:");
        refuse = 404;
        assertRefused(folder, "(404): check the name, --revision and HF_ENDPOINT");
        refuse = 500;
        assertRefused(folder, "127.0.0.1 answers 500");
        refuse = 403;
        Map<String, String> nobody = Map.of("HF_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
        try (Hub hub = Hub.of(nobody)) {
            assertThatThrownBy(() -> new ModelDownload(hub, (bytes, total, file) -> {}, Duration.ofMillis(1))
                    .get(REPOSITORY, "main", folder)).hasMessageContaining("accept its licence at http://127.0.0.1")
                    .hasMessageContaining("set HF_TOKEN");
        }
    }

    private void assertRefused(Path folder, String why) {
        assertThatThrownBy(() -> download(folder, (bytes, total, file) -> {})).isInstanceOf(DownloadFailed.class)
                .hasMessageContaining(why).hasMessageNotContaining("secret");
    }

    @Test
    void aBusyHubIsLeftAloneForAsLongAsItAsks(@TempDir Path folder) throws IOException {
        busy = 3;
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
        busy = 1000;
        retryAfter = "7200";
        Path other = folder.resolve("other");
        assertRefused(other, "429 (too many requests) and asks to come back in 120 minutes");
        retryAfter = "0";
        assertRefused(other, "429 (too many requests)");
        busy = 0;
        download(other, (bytes, total, file) -> {});
        assertWhole(other);
    }

    @Test
    void aSilentConnectionIsGivenUpAndTakenUpAgain(@TempDir Path folder) throws IOException {
        broken = 1;
        breakAt = 200_000;
        silent = true;
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
        assertThat(asked).anyMatch(request -> request.contains("bytes=200000-"));
    }

    @Test
    void aServerThatKnowsNoRangesIsAskedForTheWhole(@TempDir Path folder) throws IOException {
        broken = 1;
        breakAt = 300_000;
        rangeIgnored = true;
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
    }

    @Test
    void whatIsLeftOfAnotherVersionIsFetchedAnew(@TempDir Path folder) throws IOException {
        Path part = folder.resolve("vae/diffusion_pytorch_model.safetensors.part");
        Files.createDirectories(folder.resolve("vae"));
        Files.write(part, new byte[1000]);
        Files.writeString(folder.resolve("model_index.json"), "x".repeat(
                (int) Files.size(Goldens.MODEL.resolve("model_index.json"))));
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
        assertThat(part).doesNotExist();
    }

    @Test
    void aStoppedProgramLeavesAPartThatIsGoneOnFrom(@TempDir Path folder) throws Exception {
        broken = 1000;
        breakAt = 300_000;
        silent = true;
        CountDownLatch coming = new CountDownLatch(1);
        List<Throwable> failures = new ArrayList<>();
        Thread pulling = Thread.ofPlatform().start(() -> {
            try (Hub hub = Hub.of(Map.of("HF_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort()))) {
                new ModelDownload(hub, (done, total, file) -> {
                    if (asked.stream().anyMatch(request -> file.equals(request)) && size(folder, file) >= 300_000) {
                        coming.countDown();
                    }
                }, Duration.ofMillis(1)).get(REPOSITORY, "main", folder);
            } catch (DownloadFailed stopped) {
                failures.add(stopped);
            }
        });
        coming.await();
        assertThatThrownBy(() -> download(folder, (bytes, total, file) -> {}))
                .hasMessageContaining("another download into");
        pulling.interrupt();
        pulling.join();
        assertThat(failures).singleElement().asString().contains("run it again to go on");
        broken = 0;
        silent = false;
        download(folder, (bytes, total, file) -> {});
        assertWhole(folder);
        assertThat(asked).anyMatch(request -> request.contains("bytes=300000-"));
    }

    private static long size(Path folder, String file) {
        try {
            Path part = folder.resolve(file + ".part");
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutRoomNothingIsDownloaded(@TempDir Path folder) {
        extra = "{\"type\":\"file\",\"path\":\"transformer/more.safetensors\",\"size\":9000000000000000,"
                + "\"oid\":\"1\",\"lfs\":{\"oid\":\"1\"}}";
        assertRefused(folder, "9000000.0 GB are to come");
        assertThat(asked).isEmpty();
    }

    @Test
    void aListThatIsOtherThanExpectedEndsBeforeAnythingComes(@TempDir Path folder) {
        hidden = "vae";
        assertRefused(folder, "has no vae/config.json, no vae/*.safetensors");
        hidden = "nothing";
        extra = "{\"type\":\"file\",\"path\":\"vae/../../evil.json\",\"size\":1,\"oid\":\"1\"}";
        assertRefused(folder, "outside the folder");
        extra = "{\"type\":\"file\"}";
        assertRefused(folder, "no list of the files");
        extra = "not JSON";
        assertRefused(folder, "no list of the files");
        assertThat(asked).isEmpty();
    }

    @Test
    void neitherATokenNorAPasswordIsEverTold() {
        assertThatThrownBy(() -> Hub.of(Map.of("HF_TOKEN", "hf_secret\nX-Other: 1"))).isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("HF_TOKEN").hasMessageNotContaining("secret");
        for (String endpoint : List.of("https://me:secret@mirror.example", "ftp://secret", "secret",
                "https://sec ret")) {
            assertThatThrownBy(() -> Hub.of(Map.of("HF_ENDPOINT", endpoint))).isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining("HF_ENDPOINT").hasMessageNotContaining("secret");
        }
    }

    @Test
    void aFolderIsCopiedAndSoIsTheLinkedOneOfACache(@TempDir Path folder) throws IOException {
        Path snapshot = folder.resolve("cache/snapshots/1");
        Path blobs = Files.createDirectories(folder.resolve("cache/blobs"));
        try (Stream<Path> files = Files.walk(Goldens.MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path blob = Files.copy(file,
                        blobs.resolve(Goldens.MODEL.relativize(file).toString().replace('/', '_')));
                Path link = snapshot.resolve(Goldens.MODEL.relativize(file).toString());
                Files.createDirectories(link.resolveSibling(".").normalize());
                Files.createSymbolicLink(link, link.resolveSibling(".").normalize().relativize(blob));
            }
        }
        for (Path source : List.of(Goldens.MODEL, snapshot)) {
            Path target = folder.resolve("to-" + source.getFileName());
            try (LocalFolder local = new LocalFolder(source)) {
                new ModelDownload(local, (done, total, file) -> {}, Duration.ofMillis(1)).get("x/y", "main", target);
            }
            assertWhole(target);
        }
        assertThat(Files.isSymbolicLink(folder.resolve("to-1/model_index.json"))).isFalse();
        download(snapshot, (bytes, total, file) -> {});
        assertThat(asked).as("a linked folder that is whole is left as it is").isEmpty();
        try (LocalFolder local = new LocalFolder(blobs)) {
            assertThatThrownBy(() -> new ModelDownload(local, (done, total, file) -> {}, Duration.ofMillis(1))
                    .get("x/y", "main", folder.resolve("z")))
                    .hasMessageContaining("blobs has no transformer/config.json");
        }
    }
}
