package dev.likeness.service.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Secrets of this installation, each one line in a file that only its owner may read. */
public final class SecretFile {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 32;

    private SecretFile() {}

    /** The secret in the file; a new one of 32 random bytes, in hexadecimal, when there is none. */
    public static String readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[BYTES];
            CHANCE.nextBytes(secret);
            write(file, HexFormat.of().formatHex(secret));
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty: delete it if nothing was kept with it yet");
        }
        return text;
    }

    // Written to a temporary file and linked into place, so that no process reads a partial secret.
    private static void write(Path file, String secret) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + Long.toHexString(CHANCE.nextLong()));
        try (FileChannel out = FileChannel.open(draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
            out.write(ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: use its secret.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
            return;
        }
        Files.delete(draft);
        DataFolder.force(file.toAbsolutePath().resolveSibling("."));
    }

    /** The secret in the file, as it is; empty when there is none. */
    public static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Writes a secret that was made elsewhere; leaves a file that is there as it is. */
    public static void keep(Path file, String secret) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        if (!Files.exists(file)) {
            write(file, secret);
        }
    }

    /** A new file that only its owner may read, to be written to. */
    public static FileChannel createPrivate(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly());
    }

    /** Makes the folder accessible to its owner alone, on file systems with POSIX permissions. */
    public static void closeToOthers(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
