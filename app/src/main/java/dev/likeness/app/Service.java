package dev.likeness.app;

import dev.likeness.server.Installation;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.store.AccessKey;
import dev.likeness.store.IssuedKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The way to the server; apart from the command so that no other command loads it. */
final class Service {
    private Service() {}

    /** Serves until the process is told to end. */
    static void run(Map<String, String> environment, Engines.Opened opened) throws Exception {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        Installation installation = new Installation(opened.engines(), opened.listings(), Version.built());
        CountDownLatch never = new CountDownLatch(1);
        try (var server = LikenessServer.start(settings, installation)) {
            Welcome.print(System.out, server.address(), server.signIn(),
                    server.newKey().map(Service::credentials));
            opened.missing().forEach(why -> System.err.println("Served without one engine: " + why));
            Runtime.getRuntime().addShutdownHook(new Thread(never::countDown));
            never.await();
        }
    }

    private static Welcome.Credentials credentials(IssuedKey key) {
        return new Welcome.Credentials(key.key(), key.accessKey().map(AccessKey::id).orElse(""),
                key.accessKey().map(AccessKey::secret).orElse(""));
    }
}
