package dev.likeness.app.service;

import dev.likeness.server.ServerSettings;
import dev.likeness.service.backup.Backup;
import dev.likeness.service.backup.Contents;
import dev.likeness.service.backup.Installed;
import dev.likeness.service.backup.Restore;
import dev.likeness.service.database.Database;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.database.UntouchedDatabase;
import dev.likeness.service.pictures.FileObjects;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.pictures.S3Objects;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What backup and restore do; apart from them, so that other commands do not load the service. */
public final class BackupOperations {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'likeness-'yyyyMMdd'T'HHmmss'Z.zip'")
            .withZone(ZoneOffset.UTC);
    private static final double MEGABYTE = 1e6;

    private BackupOperations() {}

    /**
     * A backup.
     *
     * @param told    what was written, for people
     * @param missing pictures that rows name and that are nowhere
     */
    public record Written(String told, long missing) {}

    /** Work on an installation's parts. */
    @FunctionalInterface
    private interface Work {
        Contents on(Installed installed) throws IOException;
    }

    /**
     * Writes a backup of an installation that may be running.
     *
     * @param target a new file, or a folder for one that is named by the time; one that ends with a separator is made
     * @throws StoreException when it is not the installation that the settings name, or has none
     */
    public static Written backup(Map<String, String> environment, String target, boolean secrets) throws IOException {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        if (settings.storage().bucket().isEmpty() && !Files.isDirectory(pictures(settings))) {
            throw new StoreException("there are no pictures in " + pictures(settings)
                    + ": give the LIKENESS_DATA or LIKENESS_S3_BUCKET that the service has");
        }
        try (Database database = UntouchedDatabase.reach(settings.storage().data(), settings.storage().database())) {
            Path file = file(target);
            Contents written = with(settings, database, installed -> new Backup(installed).write(file, secrets));
            return new Written(file + ": " + told(written) + (secrets
                    ? "; it holds the installation's secrets, keep it as you keep them"
                    : "; without secrets.key and link.keys, keep those elsewhere"), written.missing());
        }
    }

    private static Path file(String target) throws IOException {
        Path path = Path.of(target);
        if (target.endsWith("/") || target.endsWith(File.separator)) {
            Files.createDirectories(path);
        }
        return Files.isDirectory(path) ? path.resolve(NAME.format(Instant.now())) : path;
    }

    private static Path pictures(ServerSettings settings) {
        return settings.storage().data().resolve("objects");
    }

    /**
     * Fills an empty installation from a backup.
     *
     * @return what was restored, for people
     */
    public static String restore(Map<String, String> environment, Path file) throws IOException {
        ServerSettings settings = ServerSettings.in(Path.of(".")).with(environment);
        try (Restore restore = Restore.open(file);
                Database database = UntouchedDatabase.toFill(settings.storage().data(),
                        settings.storage().database())) {
            with(settings, database, installed -> {
                restore.into(installed);
                return restore.contents();
            });
            return told(restore.contents()) + ", of " + restore.contents().made() + ": start the service";
        }
    }

    private static Contents with(ServerSettings settings, Database database, Work work) throws IOException {
        if (settings.storage().bucket().isPresent()) {
            try (S3Objects objects = new S3Objects(settings.storage().bucket().get())) {
                return work.on(installed(settings, database, objects));
            }
        }
        return work.on(installed(settings, database,
                new FileObjects(pictures(settings))));
    }

    private static Installed installed(ServerSettings settings, Database database, ObjectStore objects) {
        return new Installed(database, objects, settings.storage().secrets());
    }

    private static String told(Contents contents) {
        return String.format(Locale.ROOT,
                "%,d accounts, %,d keys, %,d orders, %,d templates, %,d pictures (%,.1f MB)%s",
                contents.rows("accounts"), contents.rows("api_keys"), contents.rows("tasks"),
                contents.rows("templates"), contents.objects(), contents.bytes() / MEGABYTE,
                contents.missing() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %,d named that were not in the store any more",
                                contents.missing()));
    }
}
