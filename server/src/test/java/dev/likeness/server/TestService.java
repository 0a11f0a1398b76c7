package dev.likeness.server;

import dev.likeness.server.ai302.DrawingNames;
import dev.likeness.server.settings.Addresses;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Work;
import dev.likeness.server.volcengine.VolcengineSettings;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.SealedSecrets;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.NewKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service for all tests of this JVM, and a client that speaks to it over HTTP. */
final class TestService {
    static final String SUBMIT = "/doubao/drawing/portrait";
    static final String RESULT = "/doubao/drawing/portrait_result";
    static final String PHOTO = Base64.getEncoder().encodeToString(photo("jpeg"));

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path DATA = data();
    private static final VolcengineSettings PATIENT_FOR_A_MOMENT = new VolcengineSettings(
            Set.of("visual.volcengineapi.com", "cv.alias.test"), Duration.ofMinutes(15), Duration.ofSeconds(5));
    private static final LikenessServer SERVER = LikenessServer.start(ServerSettings.in(DATA).withPort(0)
            .with(FirstAccount.DEFAULT.withApiKey("the key of the first account"))
            .with(Addresses.DEFAULT.withPhotoHosts("127.0.0.1")).with(new Work(Role.ALL, 2).withMetrics())
            .with(PATIENT_FOR_A_MOMENT).with(new DrawingNames(Set.of("studio_portrait"))),
            Installation.of(List.of(new FlatEngine())), CountedObjects::new);
    private static final Database DATABASE = Database.reach(DATA, Optional.empty());

    private TestService() {}

    /** What came back, as status, headers and JSON. */
    record Reply(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        JsonNode data() {
            return json().path("data");
        }

        int code() {
            return json().path("code").asInt();
        }

        String errorCode() {
            return json().path("error_code").asString(json().path("error").path("error_code").asString(""));
        }
    }

    static Path folder() {
        return DATA;
    }

    static URI address() {
        return SERVER.address();
    }

    /** The end of the link that {@code serve} prints. */
    static String signInCode() {
        return SERVER.signIn().orElseThrow().getFragment().replace("sign-in=", "");
    }

    static Database database() {
        return DATABASE;
    }

    /** The key of a fresh account that owns so much. */
    static String key(String ptc) {
        return key(ptc, NewKey.named("test")).key();
    }

    /** As {@link #key(String)}, a key with scopes, secrets and limits of its own. */
    static IssuedKey key(String ptc, NewKey order) {
        Accounts accounts = new Accounts(DATABASE);
        AccountId account = accounts.open("test-" + UUID.randomUUID());
        if (Money.ptc(ptc).compareTo(Money.ZERO) > 0) {
            accounts.deposit(account, Money.ptc(ptc));
        }
        return new Keys(DATABASE, SealedSecrets.open(DATA)).create(account, order);
    }

    static String balance(String key) {
        return get("/dashboard/balance", key).data().path("balance").asString();
    }

    static Reply post(String path, String key, String body) {
        return post(path, key, body, "application/json");
    }

    static Reply post(String path, String key, String body, String type) {
        return send(request(path, key).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static Reply get(String path, String key) {
        return send(request(path, key).GET());
    }

    static Reply get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    static String submit(String key, String body) {
        Reply reply = post(SUBMIT, key, body);
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.data().path("task_id").asString();
    }

    /** Polls until the task is neither queued nor being made. */
    static Reply finished(String key, String task) {
        return finished(key, "{\"task_id\":\"" + task + "\"}", RESULT);
    }

    static Reply finished(String key, String body, String path) {
        return Awaitility.await().until(() -> post(path, key, body), reply -> !Set.of("in_queue", "generating")
                .contains(reply.data().path("status").asString("")));
    }

    static String order(String fields) {
        return "{\"image_input\":\"" + PHOTO + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    static byte[] photo(String format) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        image.setRGB(80, 60, 0xff8040);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SERVER.address() + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What comes back for a request line that no HTTP client would send. */
    static String rawStatusAndBody(String requestLine) {
        try (Socket socket = new Socket("127.0.0.1", SERVER.address().getPort())) {
            socket.getOutputStream().write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data() {
        try {
            return PreparedData.in(Files.createTempDirectory(Path.of("target"), "data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
