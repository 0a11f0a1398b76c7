package dev.likeness.service.pictures;

import dev.likeness.service.database.DataFolder;
import dev.likeness.service.database.SecretFile;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores objects as files in one directory, with one folder for each day. The variants of a portrait are in a folder
 * beside it.
 */
public final class FileObjects implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileObjects.class);
    private static final String UPLOADS = "up";
    private static final String PHOTOS = "in";
    private static final String PORTRAITS = "out";
    private static final List<String> KINDS = List.of(PHOTOS, PORTRAITS, UPLOADS);
    /** Name of the file with this store's id. */
    private static final String IDENTITY = "store.id";
    /** Bytes. If less space is free, the next photo may not fit. */
    private static final long LARGEST_PHOTO = 20 << 20;

    /** Bytes. What is written is copied outside of the heap first: so much of it stays in the processor's cache until the second copy. */
    private static final int PIECE = 64 << 10;

    private static final String VARIANTS = ".variants";

    private final Path root;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param root created when missing
     */
    public FileObjects(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
            SecretFile.closeToOthers(root);
        } catch (IOException e) {
            throw new StoreException("cannot make the directory " + root + ": check its parent's permissions", e);
        }
    }

    @Override
    public void put(ObjectName name, byte[] content) {
        Path file = path(name);
        Path folder = file.resolveSibling("");
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(UUID.randomUUID() + ".draft");
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (int from = 0; from < content.length; from += PIECE) {
                    ByteBuffer rest = ByteBuffer.wrap(content, from, Math.min(PIECE, content.length - from));
                    while (rest.hasRemaining()) {
                        out.write(rest);
                    }
                }
                out.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.force(folder);
            failing.set(false);
        } catch (IOException e) {
            throw failure("cannot keep a picture: check its free space and permissions", e);
        }
    }

    /** Logged once until a picture can be stored again; otherwise the log would fill up. */
    private StoreException failure(String what, IOException e) {
        if (!failing.getAndSet(true)) {
            LOG.error("{} (in {})", what, root, e);
        }
        return StoreException.Unavailable.objectStore(e);
    }

    @Override
    public Optional<byte[]> get(ObjectName name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("cannot read a picture: check its permissions", e);
        }
    }

    @Override
    public Optional<Content> open(ObjectName name) {
        try {
            FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ);
            return Optional.of(new Content(Channels.newInputStream(file), file.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("cannot read a picture: check its permissions", e);
        }
    }

    @Override
    public boolean has(ObjectName name) {
        return Files.exists(path(name));
    }

    @Override
    public void erase(ObjectName name) {
        try {
            Path file = path(name);
            Files.deleteIfExists(file);
            Path variants = variantsOf(file);
            if (Files.isDirectory(variants)) {
                eraseFolder(variants);
            }
        } catch (IOException e) {
            throw failure("cannot erase a picture: check its permissions", e);
        }
    }

    @Override
    public List<ObjectName> putBefore(Instant instant) {
        List<ObjectName> names = new ArrayList<>();
        try {
            for (String kind : List.of(PHOTOS, PORTRAITS)) {
                for (Path day : entries(root.resolve(kind), "[0-9]*")) {
                    for (Path file : entries(day, "*.*")) {
                        ObjectName.parse(kind + "/" + day.getFileName() + "/" + file.getFileName())
                                .filter(name -> isOlder(file, instant)).ifPresent(names::add);
                    }
                }
            }
        } catch (IOException e) {
            throw failure("cannot list the pictures: check its permissions", e);
        }
        return names;
    }

    private static List<Path> entries(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            List<Path> all = new ArrayList<>();
            entries.forEach(all::add);
            return all;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    // A file that was erased meanwhile need not be listed.
    private static boolean isOlder(Path file, Instant instant) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void check() {
        Path probe = root.resolve(UUID.randomUUID() + ".probe");
        try {
            if (Files.getFileStore(root).getUsableSpace() < LARGEST_PHOTO) {
                throw new IOException("no space is left");
            }
            try {
                Files.write(probe, new byte[1], StandardOpenOption.CREATE_NEW);
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            throw failure("cannot keep a picture: check its free space and permissions", e);
        }
    }

    @Override
    public OptionalLong free() {
        try {
            return OptionalLong.of(Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<String> writtenIdentity() {
        try {
            return SecretFile.read(root.resolve(IDENTITY));
        } catch (IOException e) {
            throw failure("cannot read: check its permissions", e);
        }
    }

    @Override
    public String identity() {
        try {
            return SecretFile.readOrCreate(root.resolve(IDENTITY));
        } catch (IOException e) {
            throw failure("cannot read: check its permissions", e);
        }
    }

    @Override
    public void eraseBefore(LocalDate day) {
        KINDS.forEach(kind -> eraseBefore(kind, day));
    }

    @Override
    public void eraseUploadsBefore(LocalDate day) {
        eraseBefore(UPLOADS, day);
    }

    private void eraseBefore(String kind, LocalDate day) {
        String oldestKept = ObjectName.day(day);
        Path folder = root.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> days = Files.newDirectoryStream(folder, "[0-9]*")) {
            for (Path old : days) {
                if (String.valueOf(old.getFileName()).compareTo(oldestKept) < 0) {
                    eraseFolder(old);
                }
            }
        } catch (IOException e) {
            throw failure("cannot erase old pictures: check its permissions", e);
        }
    }

    private static void eraseFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    eraseFolder(file);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(folder);
    }

    private Path path(ObjectName name) {
        String value = name.value();
        int variant = value.indexOf('-');
        return variant < 0
                ? root.resolve(value)
                : root.resolve(value.substring(0, variant) + VARIANTS).resolve(value.substring(variant + 1));
    }

    private static Path variantsOf(Path portrait) {
        return portrait.resolveSibling(
                String.valueOf(portrait.getFileName()).replaceFirst("\\.[a-z]+$", VARIANTS));
    }
}
