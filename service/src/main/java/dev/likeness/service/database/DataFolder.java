package dev.likeness.service.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data directory: embedded database, pictures and secrets, accessible to its owner alone. */
public final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String SECRETS = "secrets.key";
    private static final String LOCK = "postgres.lock";

    private DataFolder() {}

    /**
     * Creates the folder when it is missing. One that is ours, or empty, is made private; one that holds other files keeps
     * its permissions, because it may be a home or a temporary directory.
     *
     * @return its real path
     */
    public static Path open(Path data) throws IOException {
        Files.createDirectories(data);
        boolean knowsOwners = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (knowsOwners && (Files.exists(data.resolve(SECRETS)) || Files.exists(data.resolve(LOCK)) || isEmpty(data))) {
            try {
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            } catch (FileSystemException e) {
                LOG.debug("the data directory belongs to somebody else and keeps its permissions", e);
            }
        }
        return data.toRealPath();
    }

    /**
     * Writes the names in a folder to the disk: a new or renamed file is durable only then. Windows cannot open folders and
     * does not need it.
     */
    public static void force(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Deletes a file, or a folder with its contents; does nothing when it does not exist. */
    static void erase(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
