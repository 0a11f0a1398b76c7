package dev.likeness.service.engines;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.check.PhotoChecker;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks photos while the client waits, in this process: whether a portrait can be made of one, before it is paid for. */
public final class PhotoChecks {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoChecks.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** High enough that a portrait of the copy is one of the photo. */
    private static final int QUALITY = 96;

    private final PhotoSlot slot;
    private final List<PortraitEngine> engines;

    /**
     * @param engines what can be ordered, the default first
     */
    public PhotoChecks(PhotoUrls urls, PhotoFetcher fetcher, List<PortraitEngine> engines) {
        this.slot = new PhotoSlot(urls, fetcher,
                "other photos are being checked: try again in a few seconds, or order the portrait");
        this.engines = List.copyOf(engines);
    }

    /**
     * @param named   the engine that the portrait would be ordered of; empty for the default. If it cannot check photos,
     *                the first one that can does
     * @param request what would be ordered
     * @return a report; if the photo cannot be decoded or used, it gives the reason
     * @throws PortraitException when no engine can check photos, the engine fails, or too many checks are requested
     */
    public PhotoReport check(Optional<String> named, PortraitRequest request, PhotoInput input) {
        PhotoChecker checker = checker(named);
        try {
            return slot.run(input, LONGEST, (photo, timeLimit) -> checker.check(request, photo, timeLimit));
        } catch (UnusablePhoto unreadable) {
            return new PhotoReport(0, 0, List.of(), OptionalInt.empty(), Optional.empty(),
                    Optional.of(new PhotoReport.Refusal(unreadable.code(), unreadable.getMessage())), List.of());
        } catch (PortraitException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            LOG.error("a photo could not be checked", fault);
            throw new PortraitException.EngineFailure(
                    "the check of this photo failed: try again, and report it if it happens again", fault);
        }
    }

    /**
     * The photo as a JPEG, upright, in sRGB and in the pixels that an order would use, for clients that cannot draw its format.
     *
     * @throws UnusablePhoto when it cannot be decoded
     */
    public byte[] picture(PhotoInput input) {
        return slot.run(input, LONGEST, (photo, timeLimit) -> JpegWriter.encode(photo, QUALITY));
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
}
