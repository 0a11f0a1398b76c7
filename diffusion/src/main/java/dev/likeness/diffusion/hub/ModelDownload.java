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
 * Downloads a model's folder, file by file. A file is written to {@code .part} beside its place, checked, and then
 * moved there. After a broken connection or an interrupted download it continues where it stopped.
 */
public final class ModelDownload {
    private static final int TRIES_WITHOUT_PROGRESS = 5;
    /** Longest {@code Retry-After} that is waited for; beyond it the download fails. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final String LOCK = ".pull.lock";

    private final Source source;
    private final Listener listener;
    private final Duration pause;
    private final Duration stalled;

    /** Is notified of the progress of a download. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param done  bytes of all files
         * @param total likewise
         * @param file  the current file
         */
        void progress(long done, long total, String file);
    }

    /**
     * @param pause before a retry; it doubles with every try without progress
     */
    public ModelDownload(Source source, Listener listener, Duration pause) {
        this(source, listener, pause, STALLED);
    }

    /**
     * @param stalled longest time without data
     */
    ModelDownload(Source source, Listener listener, Duration pause, Duration stalled) {
        this.source = source;
        this.listener = listener;
        this.pause = pause;
        this.stalled = stalled;
    }

    /**
     * Downloads what is missing.
     *
     * @throws DownloadFailed when that fails; received data is kept, and the next call continues from there
     */
    public void get(String repository, String revision, Path folder) {
        List<HubFile> files = listed(repository, revision);
        try {
            Files.createDirectories(folder);
            Path lock = folder.resolve(LOCK);
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel, folder);
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
                pause(idle, broken);
            }
        }
    }

    /** Locks the folder: two downloads into one file would corrupt it. */
    private static void lock(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // reported below
        }
        throw new DownloadFailed("another download into " + folder + " is running: wait for it, or stop it");
    }

    private void get(Model model, Path folder) throws IOException {
        checkRoom(model.files, folder);
        long total = model.files.stream().mapToLong(HubFile::size).sum();
        long done = 0;
        for (HubFile file : model.files) {
            FileDownload download = new FileDownload(file, folder);
            listener.progress(done, total, file.path());
            if (!download.isComplete()) {
                fetch(model, file, download, new Count(done, total, file.path()));
            }
            done += file.size();
            listener.progress(done, total, file.path());
        }
    }

    private record Count(long before, long total, String file) {}

    private static void checkRoom(List<HubFile> files, Path folder) throws IOException {
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

    /**
     * Fetches a file. If a partial file of an older version made the digest wrong, the whole file is fetched once more.
     */
    private void fetch(Model model, HubFile file, FileDownload download, Count count) throws IOException {
        boolean resumed = download.received() > 0;
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
            long before = download.received();
            try {
                download.add(from -> source.open(model.repository, model.revision, file, from),
                        body -> new Watchdog(body, stalled),
                        written -> listener.progress(count.before + written, count.total, count.file));
                listener.progress(count.before + file.size(), count.total, "checking " + count.file);
                return;
            } catch (FileDownload.Broken broken) {
                idle = download.received() > before ? 0 : idle + 1;
                if (idle == TRIES_WITHOUT_PROGRESS) {
                    throw new DownloadFailed(file.path() + " stops at " + download.received() + " of " + file.size()
                            + " bytes (" + why(broken) + "): run the same command again to go on from there", broken);
                }
                pause(idle, broken.why());
            }
        }
    }

    private static String why(Throwable broken) {
        return broken.getMessage() == null ? broken.toString() : broken.getMessage();
    }

    private void pause(int idle, Throwable broken) {
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
