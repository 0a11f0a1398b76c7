package dev.likeness.app.service;

import dev.likeness.app.console.StopSignals;
import dev.likeness.app.console.Version;
import dev.likeness.app.engines.Engines;
import dev.likeness.server.Installation;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import dev.likeness.server.moderation.Guarding;
import dev.likeness.server.settings.Variables;
import dev.likeness.service.database.DataFolder;
import dev.likeness.service.keys.AccessKey;
import dev.likeness.service.keys.IssuedKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the server; apart from the command, so that other commands do not load it. */
public final class ServiceRun {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

    private ServiceRun() {}

    /**
     * Serves until the process is told to end.
     *
     * @param engines opened only once there is a folder that they can unpack into
     * @param signals which end the process once the service has been closed
     * @param signIn  whether to print a link that signs a browser in, although this is not the first start
     */
    public static void run(Map<String, String> environment, Engines engines, StopSignals signals, boolean signIn)
            throws Exception {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        settings = settings.with(Guarding.OFF.with(environment, settings.storage().data().resolve("models")));
        TemporaryFiles.in(DataFolder.open(settings.storage().data()));
        Set<String> named = new Variables(environment).list("ENGINES", Set.of());
        Engines.Opened opened = named.isEmpty() ? engines.openAll() : engines.openOnly(named);
        Installation installation = new Installation(opened.engines(), opened.listings(), Version.built());
        try (opened; var server = LikenessServer.start(settings, installation, signals::onStop)) {
            // Logs are read by many: a link that makes an administrator of its reader is in them only when it must be.
            Welcome.print(System.out, server.address(),
                    server.signIn().filter(link -> signIn || server.newKey().isPresent()),
                    server.newKey().map(ServiceRun::credentials));
            (named.isEmpty() ? opened.missing() : List.<String>of())
                    .forEach(why -> LOG.warn("served without one engine: {}", why));
            server.await();
        }
    }

    private static Welcome.Credentials credentials(IssuedKey key) {
        return new Welcome.Credentials(key.key(), key.accessKey().map(AccessKey::id).orElse(""),
                key.accessKey().map(AccessKey::secret).orElse(""));
    }
}
