package dev.likeness.bench.fleet;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * Clients as they should be: each order has an Idempotency-Key of its own and is sent again, to the other node, until one
 * says that it has taken it.
 */
final class Orders {
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long AGAIN_MILLIS = 250;

    private final List<Member> nodes;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String bearer;
    private final String body;
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final AtomicInteger repeats = new AtomicInteger();

    Orders(List<Member> nodes) throws IOException {
        this(nodes, Fleet.KEY);
    }

    Orders(List<Member> nodes, String key) throws IOException {
        this.nodes = nodes;
        this.bearer = "Bearer " + key;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB), "jpeg", file);
        body = "{\"photo\":\"" + Base64.getEncoder().encodeToString(file.toByteArray())
                + "\",\"width\":512,\"height\":512}";
    }

    /** Returns when the order has been taken. */
    void place(int number) throws InterruptedException {
        String key = "order-" + number;
        for (int attempt = 0;; attempt++) {
            URI node = nodes.get((number + attempt) % nodes.size()).address();
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(node.resolve("/v1/portraits")).timeout(PATIENCE)
                                .header("Authorization", bearer)
                                .header("Content-Type", "application/json").header("Idempotency-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
                Matcher id = ID.matcher(answer.body());
                if (answer.statusCode() / 100 == 2 && id.find()) {
                    taken.put(key, id.group(1));
                    return;
                }
                if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                    throw new IllegalStateException("refused: " + answer.body());
                }
            } catch (IOException e) {
                // Nobody there at the moment, or the answer is lost.
            }
            repeats.incrementAndGet();
            Thread.sleep(AGAIN_MILLIS);
        }
    }

    /** The tasks of the orders that were said to be taken, by the orders' keys. */
    Map<String, String> taken() {
        return taken;
    }

    int repeats() {
        return repeats.get();
    }
}
