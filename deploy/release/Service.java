import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Starts a command that serves, orders a portrait of it and ends it; prints how long it took to be ready. What the service
 * says goes to this program's error stream.
 *
 * <p>
 * Arguments: a photo, a file for the portrait ({@code -} only measures the start), and the command, which gets the port by
 * {@code LIKENESS_PORT} and the first key by {@code LIKENESS_API_KEY}.
 */
final class Service {
    private static final String KEY = "a key that lives for one start";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

    private Service() {}

    public static void main(String... args) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
        ProcessBuilder building = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        building.environment().put("LIKENESS_PORT", Integer.toString(port));
        building.environment().put("LIKENESS_API_KEY", KEY);
        long begun = System.nanoTime();
        Process process = building.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port);
            awaitReady(client, address, process);
            System.out.printf("ready after %.2f s (%.2f s of the processor)%n", (System.nanoTime() - begun) / 1e9,
                    process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3);
            if (!args[1].equals("-")) {
                order(client, address, Path.of(args[0]), Path.of(args[1]));
            }
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the service did not end");
            }
        }
        System.out.println("ended with " + process.exitValue());
    }

    private static void awaitReady(HttpClient client, URI address, Process process) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(10)) {
            if (!process.isAlive()) {
                throw new IOException("the service ended with " + process.exitValue());
            }
            try {
                if (client.send(HttpRequest.newBuilder(address.resolve("/readyz")).build(),
                        HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens yet.
            }
        }
        throw new IOException("the service did not become ready");
    }

    /** What clients do: look at the pages, ask what there is, order, ask, fetch. */
    private static void order(HttpClient client, URI address, Path photo, Path portrait) throws Exception {
        for (String page : List.of("/", "/healthz", "/v1/engines", "/v1/templates", "/v1/account", "/docs")) {
            get(client, address.resolve(page));
        }
        String body = "{\"photo\":\"" + Base64.getEncoder().encodeToString(Files.readAllBytes(photo))
                + "\",\"prompt\":\"warm library, Rembrandt light\",\"width\":512,\"height\":512}";
        String placed = new String(client.send(HttpRequest.newBuilder(address.resolve("/v1/portraits"))
                .header("Authorization", "Bearer " + KEY).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofByteArray()).body());
        var id = ID.matcher(placed);
        if (!id.find()) {
            throw new IOException("the order was not taken: " + placed);
        }
        URI order = address.resolve("/v1/portraits/" + id.group(1));
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
            String state = new String(get(client, order));
            if (state.contains("\"status\":\"failed\"")) {
                throw new IOException("the portrait failed: " + state);
            }
            if (state.contains("\"status\":\"done\"")) {
                Files.write(portrait, get(client, URI.create(order + "/image")));
                System.out.println("a portrait of " + Files.size(portrait) + " bytes");
                return;
            }
        }
        throw new IOException("the portrait was not made");
    }

    private static byte[] get(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + KEY).build(),
                HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
