package dev.likeness.bench;

import com.sun.net.httpserver.HttpServer;
import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.server.settings.Addresses;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Work;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** The service as its own process, with an engine that returns at once, and a host that photos can be fetched from. */
final class BenchService {
    static final String KEY = "the key of the benchmark";

    /** Begins the line that tells this service's address from what it logs. */
    static final String READY = "ready ";

    private BenchService() {}

    @SuppressWarnings("resource") // until the process is told to end
    public static void main(String[] arguments) throws IOException {
        int workers = Integer.parseInt(arguments[1]);
        byte[] photo = photo();
        HttpServer host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        host.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        host.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, photo.length);
            exchange.getResponseBody().write(photo);
            exchange.close();
        });
        host.start();
        ServerSettings settings = ServerSettings.in(Path.of(arguments[0])).withPort(0)
                .with(FirstAccount.owning("1000000").withApiKey(KEY))
                .with(Addresses.DEFAULT.withPhotoHosts("127.0.0.1"))
                .with(new Work(workers == 0 ? Role.API : Role.ALL, Math.max(1, workers)));
        LikenessServer server = LikenessServer.start(settings, List.of(new Instant()));
        System.out
                .println(READY + server.address() + " http://127.0.0.1:" + host.getAddress().getPort() + "/photo.jpg");
        System.in.read();
        host.stop(0);
        server.close();
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB), "jpeg", file);
        return file.toByteArray();
    }

    /** Black pixels, at once; what remains is the service's own work. */
    private static final class Instant implements PortraitEngine {
        @Override
        public String name() {
            return "instant";
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            int width = request.size().width();
            int height = request.size().height();
            return new Rendering(width, height, new byte[width * height * 3], List.of());
        }
    }
}
