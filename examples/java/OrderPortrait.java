import dev.likeness.client.LikenessClient;
import dev.likeness.client.Order;
import dev.likeness.client.Portrait;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Orders a portrait of a photo, shows how far it is, and keeps the picture. */
public final class OrderPortrait {
    private OrderPortrait() {}

    public static void main(String[] args) throws Exception {
        LikenessClient likeness = new LikenessClient(URI.create(System.getenv("LIKENESS_URL")),
                System.getenv("LIKENESS_KEY"));
        Order order = Order.ofFile(Files.readAllBytes(Path.of(args[0]))).prompt("in a library").size(512, 512);
        Portrait done = likeness.await(likeness.submit(order), Duration.ofMinutes(5),
                fraction -> System.err.printf("%.0f %%%n", fraction * 100));
        Files.write(Path.of(args[1]), likeness.download(done));
        System.out.println("portrait " + done.id() + " is in " + args[1]);
    }
}
