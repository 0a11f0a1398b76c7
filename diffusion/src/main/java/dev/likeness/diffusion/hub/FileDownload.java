package dev.likeness.diffusion.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** The download of one file: {@code FILE.part} is appended to, checked, and renamed to {@code FILE}. */
final class FileDownload {
    private static final int CHUNK = 1 << 20;

    private final HubFile file;
    private final Path target;
    private final Path part;

    FileDownload(HubFile file, Path folder) {
        this.file = file;
        target = folder.resolve(file.path());
        part = target.resolveSibling(target.getFileName() + ".part");
    }

    /** A connection, which may break. */
    @FunctionalInterface
    interface Connection {
        InputStream from(long first) throws IOException;
    }

    /** The connection broke or could not be made; a retry may succeed. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final IOException why;

        Broken(IOException why) {
            super(why.getMessage(), why);
            this.why = why;
        }

        IOException why() {
            return why;
        }
    }

    /**
     * Whether the file is complete. Small files are read to check them; for large ones, which were checked after their
     * download, the size is enough.
     */
    boolean isComplete() throws IOException {
        return Files.exists(target) && Files.size(target) == file.size()
                && (!(file.digest() instanceof HubFile.Digest.GitBlob) || isRight(target));
    }

    /** Received bytes. */
    long received() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Bytes that are still to be written to the disk. */
    long outstanding() throws IOException {
        return isComplete() ? 0 : Math.max(0, file.size() - received());
    }

    /**
     * Appends what the connection gives to the partial file.
     *
     * @param progress called with the number of received bytes
     */
    void add(Connection connection, Watch watch, LongConsumer progress) throws IOException, Broken {
        Files.createDirectories(target.toAbsolutePath().getParent());
        if (received() > file.size()) {
            Files.delete(part);
        }
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long written = received();
            if (written == file.size()) {
                return;
            }
            try (InputStream body = opened(connection, written); Watchdog dog = watch.over(body)) {
                byte[] chunk = new byte[CHUNK];
                while (written < file.size()) {
                    int n = read(body, chunk, dog);
                    int wanted = (int) Math.min(n, file.size() - written);
                    out.write(chunk, 0, wanted);
                    written += wanted;
                    progress.accept(written);
                }
            }
        }
    }

    /** Starts a watchdog for a connection. */
    @FunctionalInterface
    interface Watch {
        Watchdog over(InputStream body);
    }

    private InputStream opened(Connection connection, long first) throws IOException, Broken {
        try {
            return connection.from(first);
        } catch (Source.RangeIgnored e) {
            Files.delete(part);
            throw new Broken(e);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private static int read(InputStream body, byte[] chunk, Watchdog dog) throws Broken {
        try {
            int n = body.read(chunk);
            if (n < 0) {
                throw new IOException(dog.hasFired() ? "nothing came for a while" : "the connection was closed");
            }
            dog.restart();
            return n;
        } catch (IOException e) {
            throw new Broken(dog.hasFired() ? new IOException("nothing came for a while", e) : e);
        }
    }

    /**
     * Checks the received file and moves it to its place.
     *
     * @return false when its digest is wrong; then it is deleted
     */
    boolean finish() throws IOException {
        if (!isRight(part)) {
            Files.delete(part);
            return false;
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private boolean isRight(Path contents) throws IOException {
        return switch (file.digest()) {
            case HubFile.Digest.Sha256 sha -> sha.hex().equalsIgnoreCase(digest("SHA-256", new byte[0], contents));
            case HubFile.Digest.GitBlob blob -> blob.hex().equalsIgnoreCase(digest("SHA-1",
                    ("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII), contents));
            case HubFile.Digest.Unknown _ -> true;
        };
    }

    private static String digest(String algorithm, byte[] head, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(head);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
