package dev.likeness.service.backup;

import dev.likeness.service.database.DataFolder;
import dev.likeness.service.database.SecretFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written beside its place and put there when it is whole. Deletes what killed processes have left in the
 * folder: a draft is locked for as long as its process lives.
 */
final class Draft implements AutoCloseable {
    private static final String SUFFIX = ".likeness-part";

    private final Path file;
    private final Path folder;
    private final Path draft;
    private final FileChannel channel;

    Draft(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.folder = this.file.resolveSibling(".").normalize();
        this.draft = this.file.resolveSibling(this.file.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        if (Files.exists(file)) {
            throw taken();
        }
        sweep();
        channel = SecretFile.createPrivate(draft);
        channel.tryLock();
    }

    private FileAlreadyExistsException taken() {
        return new FileAlreadyExistsException(file + " is there already: name another file");
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path old : left) {
                if (isAbandoned(old)) {
                    Files.deleteIfExists(old);
                }
            }
        }
    }

    private static boolean isAbandoned(Path draft) throws IOException {
        try (FileChannel old = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            return old.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // of this process
        }
    }

    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /**
     * Puts it into its place, on the disk.
     *
     * @throws FileAlreadyExistsException when another file has come there meanwhile, which stays
     */
    void publish() throws IOException {
        channel.force(true);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw taken();
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(draft, file); // a file system without links
        }
        DataFolder.force(folder);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
