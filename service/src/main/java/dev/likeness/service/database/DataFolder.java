package dev.likeness.service.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of the books, the pictures and the secrets: for its owner alone. */
public final class DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String SECRETS = "secrets.key";
    private static final String LOCK = "postgres.lock";

    private DataFolder() {}

    /**
     * Makes the folder when it is missing. One that is ours, or empty, is closed to everybody else; one that holds other
     * things is left as it is, for it may be a home or a temporary directory.
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

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Erases a file, or a folder and all that is in it; nothing happens when it is not there. */
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
