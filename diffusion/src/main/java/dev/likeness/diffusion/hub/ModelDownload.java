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
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Gets a model's folder, file by file. A file is written beside its place as {@code .part}, checked, and only then moved
 * there; a connection that breaks is taken up where it broke, and so is a download that was stopped.
 */
public final class ModelDownload {
    private static final int TRIES_WITHOUT_PROGRESS = 5;
    private static final int CHUNK = 1 << 20;

    private final Hub hub;
    private final Listener listener;
    private final Duration pause;

    /** Hears how far a download is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param done  bytes of all files
         * @param total likewise
         * @param file  that is coming now
         */
        void progress(long done, long total, String file);
    }

    /**
     * @param pause before another try; it doubles with every try that brings nothing
     */
    public ModelDownload(Hub hub, Listener listener, Duration pause) {
        this.hub = hub;
        this.listener = listener;
        this.pause = pause;
    }

    /**
     * Gets what is not there yet.
     *
     * @throws DownloadFailed when it cannot be had; what has come stays, and the next call goes on from there
     */
    public void get(String repository, String revision, Path folder) {
        List<HubFile> files = hub.files(repository, revision);
        long total = files.stream().mapToLong(HubFile::size).sum();
        long done = 0;
        try {
            Files.createDirectories(folder);
            roomFor(files, folder);
            for (HubFile file : files) {
                Path target = folder.resolve(file.path());
                listener.progress(done, total, file.path());
                if (!(Files.exists(target) && Files.size(target) == file.size())) {
                    Files.createDirectories(target.toAbsolutePath().getParent());
                    fetch(repository, revision, file, target, new Count(done, total, file.path()));
                }
                done += file.size();
                listener.progress(done, total, file.path());
            }
        } catch (IOException e) {
            throw new DownloadFailed(folder + " cannot be written: " + e, e);
        }
    }

    private record Count(long before, long total, String file) {}

    private static void roomFor(List<HubFile> files, Path folder) throws IOException {
        long missing = 0;
        for (HubFile file : files) {
            Path target = folder.resolve(file.path());
            missing += Files.exists(target) ? 0 : file.size() - size(part(target));
        }
        long room = Files.getFileStore(folder).getUsableSpace();
        if (missing > room) {
            throw new DownloadFailed(folder + " has room for " + room / 1_000_000 + " MB, but " + missing / 1_000_000
                    + " MB are to come: free some, or name another folder");
        }
    }

    private void fetch(String repository, String revision, HubFile file, Path target, Count count)
            throws IOException {
        Path part = part(target);
        int idle = 0;
        while (size(part) != file.size()) {
            long before = size(part);
            if (before > file.size()) {
                Files.delete(part);
                before = 0;
            }
            try (InputStream body = hub.open(repository, revision, file.path(), before)) {
                copy(body, part, file, count);
            } catch (Hub.RangeIgnored e) {
                Files.deleteIfExists(part);
            } catch (IOException broken) {
                idle = size(part) > before ? 0 : idle + 1;
                if (idle == TRIES_WITHOUT_PROGRESS) {
                    throw new DownloadFailed(file.path() + " stops at " + size(part) + " of " + file.size() + " bytes ("
                            + broken.getMessage() + "): run the same command again to go on from there", broken);
                }
                rest(idle);
            }
        }
        check(part, file);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(InputStream body, Path part, HubFile file, Count count) throws IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] chunk = new byte[CHUNK];
            long written = size(part);
            while (written < file.size()) {
                int n = body.read(chunk);
                if (n < 0) {
                    throw new IOException("the connection was closed");
                }
                out.write(chunk, 0, n);
                written += n;
                listener.progress(count.before + Math.min(written, file.size()), count.total, count.file);
            }
        }
    }

    private void rest(int idle) {
        try {
            Thread.sleep(pause.multipliedBy(1L << idle));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailed("the download was interrupted: run it again to go on", e);
        }
    }

    private static void check(Path part, HubFile file) throws IOException {
        String hex = switch (file.digest()) {
            case HubFile.Digest.Sha256 _ -> digest("SHA-256", new byte[0], part);
            case HubFile.Digest.GitBlob _ ->
                digest("SHA-1", ("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII), part);
        };
        if (!hex.equalsIgnoreCase(file.digest().hex())) {
            Files.delete(part);
            throw new DownloadFailed(
                    file.path() + " came with other contents than the hub promises, and was thrown away: "
                            + "run the same command again; if it stays so, choose another HF_ENDPOINT");
        }
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

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
