package dev.likeness.service.engines;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.Refused;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at photos at once, in this process, one at a time: for trying whether one will do before it is paid for. */
public final class PhotoChecks {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoChecks.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final PhotoUrls urls;
    private final PhotoFetcher fetcher;
    private final List<PortraitEngine> engines;
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * @param engines what can be ordered, the default first
     */
    public PhotoChecks(PhotoUrls urls, PhotoFetcher fetcher, List<PortraitEngine> engines) {
        this.urls = urls;
        this.fetcher = fetcher;
        this.engines = List.copyOf(engines);
    }

    /**
     * @param named   the engine that the portrait would be ordered of; empty for the default. Where it cannot check, the first
     *                one that can does
     * @param request what would be ordered
     * @return also where the photo cannot be decoded or used: with the reason
     * @throws PortraitException when no engine can check, it fails, or too many checks are asked for
     */
    public PhotoReport check(Optional<String> named, PortraitRequest request, PhotoInput input) {
        PhotoChecker checker = checker(named);
        try {
            // Before the turn is taken: a slow address must not make others wait.
            byte[] file = switch (input) {
                case PhotoInput.Upload(byte[] bytes) -> bytes;
                case PhotoInput.Link(String url) -> fetcher.fetch(urls.checked(url));
            };
            acquire();
            return checked(checker, request, file);
        } catch (UnusablePhoto unreadable) {
            return new PhotoReport(0, 0, List.of(), OptionalInt.empty(), Optional.empty(),
                    Optional.of(new PhotoReport.Refusal(unreadable.code(), unreadable.getMessage())), List.of());
        }
    }

    /** Looks in the turn that was taken, and gives it back. */
    private PhotoReport checked(PhotoChecker checker, PortraitRequest request, byte[] file) {
        try {
            Photo photo = PhotoDecoder.decode(file);
            long end = System.nanoTime() + LONGEST.toNanos();
            return checker.check(request, photo,
                    () -> System.nanoTime() > end || Thread.currentThread().isInterrupted());
        } catch (PortraitException.Cancelled e) {
            throw busy();
        } catch (PortraitException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            LOG.error("a photo could not be checked", fault);
            throw new PortraitException.EngineFailure(
                    "the check of this photo failed: try again, and report it if it happens again", fault);
        } finally {
            turn.release();
        }
    }

    private PhotoChecker checker(Optional<String> named) {
        if (named.isPresent() && engines.stream().noneMatch(engine -> engine.name().equals(named.get()))) {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                    "engine is unknown or not ready: GET /v1/engines lists them");
        }
        return engines.stream().filter(engine -> named.isEmpty() || engine.name().equals(named.get()))
                .filter(PhotoChecker.class::isInstance).findFirst()
                .or(() -> engines.stream().filter(PhotoChecker.class::isInstance).findFirst())
                .map(PhotoChecker.class::cast)
                .orElseThrow(() -> new InvalidRequest(ErrorCode.PREVIEW_UNAVAILABLE,
                        "no engine here can check photos: order the portrait"));
    }

    private void acquire() {
        try {
            if (turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private static Refused busy() {
        return new Refused(ErrorCode.TOO_BUSY,
                "other photos are being checked: try again in a few seconds, or order the portrait");
    }
}
