package dev.likeness.service.engines;

import dev.likeness.core.Cancellation;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs short work on photos in this process while a client waits for its answer, one photo at a time. Memory and
 * processor time of an API process are bounded by it.
 */
final class PhotoSlot {
    private static final int MOST_WAIT_SECONDS = 10;

    private final PhotoUrls urls;
    private final PhotoFetcher fetcher;
    private final String busyMessage;
    private final Semaphore free = new Semaphore(1, true);

    /**
     * @param busyMessage what a client is told when the slot stays taken or the work takes too long
     */
    PhotoSlot(PhotoUrls urls, PhotoFetcher fetcher, String busyMessage) {
        this.urls = urls;
        this.fetcher = fetcher;
        this.busyMessage = busyMessage;
    }

    /** What is done with the photo. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * @param timeLimit says when the work must stop with {@link PortraitException.Cancelled}
         */
        T run(Photo photo, Cancellation timeLimit);
    }

    /**
     * Fetches the photo, waits for the slot, decodes the photo and does the work.
     *
     * @param longest how long the work may take
     * @throws PortraitException.Refused       {@code TOO_BUSY} when the slot is not free within ten seconds, or the work
     *                                         takes longer than {@code longest}
     * @throws PortraitException.UnusablePhoto when the photo cannot be fetched or decoded
     */
    <T> T run(PhotoInput input, Duration longest, Work<T> work) {
        // Before the slot is taken: a slow address must not make others wait.
        byte[] file = switch (input) {
            case PhotoInput.Upload(byte[] bytes) -> bytes;
            case PhotoInput.Link(String url) -> fetcher.fetch(urls.checked(url));
        };
        if (!freeInTime()) {
            throw busy();
        }
        try {
            return runAndRelease(file, longest, work);
        } catch (PortraitException.Cancelled e) {
            throw busy();
        }
    }

    /** As {@link #run}, without waiting: empty when the slot is taken or the work takes longer than {@code longest}. */
    <T> Optional<T> runIfFree(byte[] file, Duration longest, Work<T> work) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(runAndRelease(file, longest, work));
        } catch (PortraitException.Cancelled e) {
            return Optional.empty();
        }
    }

    private <T> T runAndRelease(byte[] file, Duration longest, Work<T> work) {
        try {
            Photo photo = PhotoDecoder.decode(file);
            long end = System.nanoTime() + longest.toNanos();
            return work.run(photo, () -> System.nanoTime() > end || Thread.currentThread().isInterrupted());
        } finally {
            free.release();
        }
    }

    private boolean freeInTime() {
        try {
            return free.tryAcquire(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PortraitException.Refused busy() {
        return new PortraitException.Refused(ErrorCode.TOO_BUSY, busyMessage);
    }
}
