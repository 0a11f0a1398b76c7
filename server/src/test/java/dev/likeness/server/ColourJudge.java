package dev.likeness.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A moderator over HTTP that refuses some words, red photos and the grey of one seed; says nonsense of blue photos, and nothing to
 * silence.
 */
final class ColourJudge implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final String token;
    private final HttpServer server;

    ColourJudge(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::judge);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/judge";
    }

    private void judge(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
            String text = question.path("text").asString("");
            if (text.equals("silence")) {
                over.await();
                return;
            }
            String answer = question.has("image")
                    ? ofPicture(Base64.getDecoder().decode(question.path("image").asString()))
                    : verdict(text.contains("refuse me"));
            boolean known = ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String verdict(boolean refuses) {
        return "{\"verdict\":\"" + (refuses ? "refuse" : "pass") + "\"}";
    }

    private static String ofPicture(byte[] file) throws IOException {
        int rgb = ImageIO.read(new ByteArrayInputStream(file)).getRGB(20, 20);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        if (blue > 200 && green < 60 && red <= 200) {
            return "<html>nonsense</html>";
        }
        return verdict(red > 200 && green < 60 || red > 245 && green > 245 && blue > 245);
    }

    /** Answers what it has been silent about. */
    void speak() {
        over.countDown();
    }

    @Override
    public void close() {
        speak();
        server.stop(0);
    }
}
