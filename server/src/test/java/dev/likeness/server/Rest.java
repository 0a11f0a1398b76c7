package dev.likeness.server;

import static dev.likeness.server.TestService.send;

import dev.likeness.server.TestService.Reply;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What tests say to our own API. */
final class Rest {
    static final String PORTRAITS = "/v1/portraits";
    static final String BOUNDARY = "e8d0a7";

    private Rest() {}

    static String order(String fields) {
        return "{\"photo\":\"" + TestService.PHOTO + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    static Reply put(String path, String key, String body) {
        return send(TestService.request(path, key).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    static Reply patch(String path, String key, String body) {
        return send(TestService.request(path, key).header("Content-Type", "application/json").method("PATCH",
                HttpRequest.BodyPublishers.ofString(body)));
    }

    static Reply delete(String path, String key) {
        return send(TestService.request(path, key).DELETE());
    }

    /** The id of a portrait that was ordered. */
    static String ordered(String key, String fields) {
        Reply reply = TestService.post(PORTRAITS, key, order(fields));
        if (reply.status() != 202) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return reply.json().path("id").asString();
    }

    /** The portrait once it is closed. */
    static JsonNode closed(String key, String id) {
        return Awaitility.await().until(() -> TestService.get(PORTRAITS + "/" + id, key).json(),
                portrait -> !Set.of("in_queue", "generating").contains(portrait.path("status").asString()));
    }

    static String problem(Reply reply) {
        if (!reply.response().headers().firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            throw new AssertionError("no problem: " + reply.status() + " " + new String(reply.response().body(),
                    StandardCharsets.UTF_8));
        }
        return reply.json().path("code").asString();
    }

    /** A form with the photo as a file of this name. */
    static Reply form(String path, String key, String file, Map<String, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + file
                + "\"; filename=\"me.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(TestService.photo("jpeg"));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(TestService.request(path, key).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
