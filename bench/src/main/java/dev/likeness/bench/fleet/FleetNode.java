package dev.likeness.bench.fleet;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import java.nio.file.Path;
import java.util.List;

/** A node of the service with the settings of its environment, and an engine that takes as long as it is told. */
final class FleetNode {
    static final String READY = "ready";

    private FleetNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(System.getenv());
        try (LikenessServer server = LikenessServer.start(settings, List.of(new Timed(Long.parseLong(arguments[0]))))) {
            System.out.println(READY + " " + server.address());
            server.await();
        }
    }

    /** Black pixels after so many milliseconds; what remains is the service's own work. */
    private record Timed(long millis) implements PortraitEngine {
        @Override
        public String name() {
            return "timed";
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.check();
            int width = request.size().width();
            int height = request.size().height();
            return new Rendering(width, height, new byte[width * height * 3], List.of());
        }
    }
}
