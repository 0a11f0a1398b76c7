package dev.likeness.server;

import dev.likeness.server.TestService.Reply;
import dev.likeness.server.volcengine.Signer;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.SecretKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A client of Volcengine's dialect that signs as most hand-written ones do. */
record SignedClient(AccessKey key, String bearer) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** With a key pair, and the Bearer key of the same account to see the balance by. */
    static SignedClient owning(String ptc) {
        return of(ptc, NewKey.named("signed"));
    }

    static SignedClient of(String ptc, NewKey order) {
        IssuedKey issued = TestService.key(ptc, order.withSecrets(EnumSet.allOf(SecretKind.class)));
        return new SignedClient(issued.accessKey().orElseThrow(), issued.key());
    }

    static String now() {
        return DATE.format(Instant.now());
    }

    static String query(String action) {
        return "Action=" + action + "&Version=2022-08-31";
    }

    static String host() {
        return "localhost:" + TestService.address().getPort();
    }

    /** Signs content-type, host, hash and date, in this order, and sends just that. */
    Reply call(String action, String body) {
        return call(query(action), body, usual(body), Map.of());
    }

    static Map<String, String> usual(String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("host", host());
        headers.put("x-content-sha256", Signer.hash(body.getBytes(StandardCharsets.UTF_8)));
        headers.put("x-date", now());
        return headers;
    }

    /**
     * @param signed  headers as they are signed, in their order
     * @param changes headers as they are sent where that differs; an empty one is not sent
     */
    Reply call(String query, String body, Map<String, String> signed, Map<String, String> changes) {
        String date = signed.getOrDefault("x-date", changes.getOrDefault("x-date", now()));
        Signer signer = new Signer(key.secret(), date);
        signed.forEach(signer::header);
        Map<String, String> sent = new LinkedHashMap<>(signed);
        sent.put("x-date", date);
        sent.put("Authorization", signer.authorization(key.id(), "POST", "/", query,
                Signer.hash(body.getBytes(StandardCharsets.UTF_8))));
        sent.putAll(changes);
        return send("POST", query, body, sent);
    }

    static Reply send(String method, String query, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(TestService.address() + "/?" + query)).method(
                method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach((name, value) -> {
            // The client writes the host by itself, and an empty header would still be one.
            if (!value.isEmpty() && !name.equals("host")) {
                request.header(name, value);
            }
        });
        return TestService.send(request);
    }

    String submit(String fields) {
        Reply reply = call("CVSync2AsyncSubmitTask", order(fields));
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.data().path("task_id").asString();
    }

    static String order(String fields) {
        return "{\"req_key\":\"i2i_portrait_photo\",\"image_input\":\"" + TestService.PHOTO + "\""
                + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    Reply finished(String task, String reqJson) {
        String body = "{\"req_key\":\"i2i_portrait_photo\",\"task_id\":\"" + task + "\",\"req_json\":" + reqJson + "}";
        return Awaitility.await().until(() -> call("CVSync2AsyncGetResult", body),
                reply -> !Set.of("in_queue", "generating").contains(reply.data().path("status").asString("")));
    }

    String balance() {
        return TestService.balance(bearer);
    }
}
