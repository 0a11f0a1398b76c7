package dev.likeness.client;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Orders portraits of a service. May be used by several threads. Every method throws {@link LikenessException} when the
 * service refuses, and {@link UncheckedIOException} when it cannot be reached.
 */
public final class LikenessClient {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ACCEPTED = 299;

    private final URI service;
    private final String key;
    private final HttpClient http;

    /**
     * @param service where it is, for example {@code http://localhost:8080}
     * @param key     a Bearer key of it
     */
    public LikenessClient(URI service, String key) {
        this.service = service;
        this.key = key;
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    /** Orders a portrait. */
    public Portrait submit(Order order) {
        return submit(order, UUID.randomUUID().toString());
    }

    /**
     * As {@link #submit(Order)}.
     *
     * @param idempotencyKey an order that is sent again with it, because the answer was lost, is the same one
     */
    public Portrait submit(Order order, String idempotencyKey) {
        return Portrait.of(json(ordering("/v1/portraits", order, idempotencyKey)));
    }

    /** Orders a batch, all of it or nothing. */
    public List<Portrait> submitAll(Order batch) {
        Json answer = json(ordering("/v1/batches", batch, UUID.randomUUID().toString()));
        return answer.list("portraits").stream().map(Portrait::of).toList();
    }

    private HttpRequest ordering(String path, Order order, String idempotencyKey) {
        return request(path).header("Content-Type", "application/json").header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(order.json())).build();
    }

    /** How it is with a portrait now. */
    public Portrait find(String id) {
        return Portrait.of(json(request("/v1/portraits/" + id).GET().build()));
    }

    /** Waits for a portrait that was ordered. */
    public Portrait await(Portrait ordered) throws InterruptedException {
        return await(ordered, Duration.ofMinutes(10), fraction -> {});
    }

    /**
     * Waits until a portrait is done, following the service's events; where a proxy swallows those, it asks.
     *
     * @param progress is told how far it is, 0 to 1
     * @throws LikenessException with the portrait's own code when it failed or was cancelled, {@code timed_out} when it
     *                           takes longer
     */
    public Portrait await(Portrait ordered, Duration longest, Consumer<Double> progress)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Portrait now = find(ordered.id());
        while (!now.closed()) {
            if (System.nanoTime() > end) {
                throw new LikenessException(200, "timed_out", "portrait " + now.id() + " is still " + now.status()
                        + ": await it again");
            }
            follow(now.id(), Duration.ofNanos(Math.max(1, end - System.nanoTime())), progress);
            now = find(now.id());
            if (!now.closed()) {
                progress.accept(now.fraction());
                Thread.sleep(PAUSE);
            }
        }
        if (!now.status().equals("done")) {
            Optional<Json> error = now.all().get("error");
            throw new LikenessException(200, error.map(it -> it.text("code")).orElse(now.status()),
                    error.map(it -> it.text("detail")).orElse("the portrait is " + now.status()));
        }
        progress.accept(1.0);
        return now;
    }

    /** Reads events until there are no more. A stream that breaks is no error: the caller asks then. */
    private void follow(String id, Duration longest, Consumer<Double> progress) {
        HttpRequest request = request("/v1/portraits/" + id + "/events").header("Accept", "text/event-stream")
                .timeout(longest.compareTo(ANSWER) < 0 ? longest : ANSWER).GET().build();
        try {
            HttpResponse<InputStream> events = http.send(request, BodyHandlers.ofInputStream());
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
                String event = "";
                long end = System.nanoTime() + longest.toNanos();
                for (String line = lines.readLine(); line != null
                        && System.nanoTime() < end; line = lines.readLine()) {
                    if (line.startsWith("event:")) {
                        event = line.substring("event:".length()).strip();
                    } else if (line.startsWith("data:") && event.equals("progress")) {
                        progress.accept(Double
                                .valueOf(Json.read(line.substring("data:".length())).text("fraction")));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The finished picture's file. */
    public byte[] download(Portrait done) {
        return sent(request("/v1/portraits/" + done.id() + "/image").GET().build());
    }

    /**
     * Leaves a photo with the service, to order of it several times.
     *
     * @return its address, for {@link Order#ofLink}
     */
    public String upload(byte[] photo, String name) {
        String boundary = "likeness-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name.replaceAll("[\"\\r\\n]", "_") + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(photo);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return json(request("/302/upload-file").header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build()).text("data");
    }

    /** The secret with which webhooks of the account are signed, for {@link Webhook}. */
    public String webhookSecret() {
        return json(request("/v1/webhooks/secret").GET().build()).text("secret");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(ANSWER).header("Authorization", "Bearer " + key);
    }

    private Json json(HttpRequest request) {
        byte[] answer = sent(request);
        try {
            return Json.read(new String(answer, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new LikenessException(200, "", "something else than the service answered at " + request.uri());
        }
    }

    private byte[] sent(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() > ACCEPTED) {
                throw refusal(answer);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LikenessException(0, "", "interrupted while the service was asked");
        }
    }

    private static LikenessException refusal(HttpResponse<byte[]> answer) {
        try {
            Json problem = Json.read(new String(answer.body(), StandardCharsets.UTF_8));
            String ours = problem.get("error").map(error -> error.text("error_code")).orElse("");
            return new LikenessException(answer.statusCode(), ours.isEmpty() ? problem.text("code") : ours,
                    problem.get("error").map(error -> error.text("message")).orElse(problem.text("detail")));
        } catch (IllegalArgumentException e) {
            return new LikenessException(answer.statusCode(), "", "status " + answer.statusCode());
        }
    }
}
