package dev.likeness.diffusion.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * Gets a model's folder, file by file. A file is written beside its place as {@code .part}, checked, and only then moved
 * there; a connection that breaks is taken up where it broke, and so is a download that was stopped.
 */
public final class ModelDownload {
    private static final int TRIES_WITHOUT_PROGRESS = 5;
    /** Longer than this nobody sits and waits for a server that wants to be left alone. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final String LOCK = ".pull.lock";

    private final Source source;
    private final Listener listener;
    private final Duration pause;
    private final Duration stalled;

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
    public ModelDownload(Source source, Listener listener, Duration pause) {
        this(source, listener, pause, STALLED);
    }

    /**
     * @param stalled how long a connection may be silent
     */
    ModelDownload(Source source, Listener listener, Duration pause, Duration stalled) {
        this.source = source;
        this.listener = listener;
        this.pause = pause;
        this.stalled = stalled;
    }

    /**
     * Gets what is not there yet.
     *
     * @throws DownloadFailed when it cannot be had; what has come stays, and the next call goes on from there
     */
    public void get(String repository, String revision, Path folder) {
        List<HubFile> files = listed(repository, revision);
        try {
            Files.createDirectories(folder);
            Path lock = folder.resolve(LOCK);
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                alone(channel, folder);
                get(new Model(repository, revision, files), folder);
            }
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new DownloadFailed(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private record Model(String repository, String revision, List<HubFile> files) {}

    private List<HubFile> listed(String repository, String revision) {
        for (int idle = 1;; idle++) {
            try {
                return source.files(repository, revision);
            } catch (IOException broken) {
                if (idle == TRIES_WITHOUT_PROGRESS) {
                    throw new DownloadFailed("the list of files of " + repository + " cannot be had: "
                            + why(broken), broken);
                }
                rest(idle, broken);
            }
        }
    }

    /** Two downloads into one file would make rubbish of it. */
    private static void alone(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // told below
        }
        throw new DownloadFailed("another download into " + folder + " is running: wait for it, or stop it");
    }

    private void get(Model model, Path folder) throws IOException {
        roomFor(model.files, folder);
        long total = model.files.stream().mapToLong(HubFile::size).sum();
        long done = 0;
        for (HubFile file : model.files) {
            FileDownload download = new FileDownload(file, folder);
            listener.progress(done, total, file.path());
            if (!download.isThere()) {
                fetch(model, file, download, new Count(done, total, file.path()));
            }
            done += file.size();
            listener.progress(done, total, file.path());
        }
    }

    private record Count(long before, long total, String file) {}

    private static void roomFor(List<HubFile> files, Path folder) throws IOException {
        long missing = 0;
        for (HubFile file : files) {
            missing += new FileDownload(file, folder).outstanding();
        }
        long room = Files.getFileStore(folder).getUsableSpace();
        if (missing > room) {
            throw new DownloadFailed(
                    String.format("%s has room for %.1f GB, but %.1f GB are to come: free some, or name "
                            + "another folder with --to", folder, room / 1e9, missing / 1e9));
        }
    }

    /** What was left of an older version does not fit to the rest of a new one: it is fetched whole, once. */
    private void fetch(Model model, HubFile file, FileDownload download, Count count) throws IOException {
        boolean resumed = download.come() > 0;
        fill(model, file, download, count);
        if (download.finish()) {
            return;
        }
        if (resumed) {
            fill(model, file, download, count);
            if (download.finish()) {
                return;
            }
        }
        throw new DownloadFailed(file.path() + " came with other contents than the hub promises, and was thrown away: "
                + "run the same command again; if it stays so, choose another HF_ENDPOINT");
    }

    private void fill(Model model, HubFile file, FileDownload download, Count count) throws IOException {
        int idle = 0;
        while (true) {
            long before = download.come();
            try {
                download.add(from -> source.open(model.repository, model.revision, file, from),
                        body -> new Watchdog(body, stalled),
                        written -> listener.progress(count.before + written, count.total, count.file));
                listener.progress(count.before + file.size(), count.total, "checking " + count.file);
                return;
            } catch (FileDownload.Broken broken) {
                idle = download.come() > before ? 0 : idle + 1;
                if (idle == TRIES_WITHOUT_PROGRESS) {
                    throw new DownloadFailed(file.path() + " stops at " + download.come() + " of " + file.size()
                            + " bytes (" + why(broken) + "): run the same command again to go on from there", broken);
                }
                rest(idle, broken.why());
            }
        }
    }

    private static String why(Throwable broken) {
        return broken.getMessage() == null ? broken.toString() : broken.getMessage();
    }

    private void rest(int idle, Throwable broken) {
        Duration wanted = broken instanceof Source.Busy busy ? busy.waiting() : Duration.ZERO;
        if (wanted.compareTo(LONGEST_WAIT) > 0) {
            throw new DownloadFailed(why(broken) + " and asks to come back in " + wanted.toMinutes()
                    + " minutes: run the same command then, and it goes on", broken);
        }
        Duration own = pause.multipliedBy(1L << idle);
        try {
            Thread.sleep(wanted.compareTo(own) > 0 ? wanted : own);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailed("the download was interrupted: run it again to go on", e);
        }
    }
}
