package dev.likeness.service.engines;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.JpegWriter;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders at once, in this process, one at a time and small: for trying a look before it is kept or ordered. */
public final class Previewer {
    private static final Logger LOG = LoggerFactory.getLogger(Previewer.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final PhotoUrls urls;
    private final PhotoFetcher fetcher;
    private final List<PortraitEngine> engines;
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * @param engines what can be ordered, the default first
     */
    public Previewer(PhotoUrls urls, PhotoFetcher fetcher, List<PortraitEngine> engines) {
        this.urls = urls;
        this.fetcher = fetcher;
        this.engines = List.copyOf(engines);
    }

    /**
     * @param named the engine that is to render; empty for the default
     * @return a JPEG with its labels
     * @throws PortraitException when the engine is too slow for this, the photo cannot be used, the engine fails, or too
     *                           many previews are asked for
     */
    public byte[] render(Optional<String> named, PortraitRequest request, PhotoInput input) {
        PortraitEngine engine = engine(named);
        byte[] file = switch (input) {
            case PhotoInput.Upload(byte[] bytes) -> bytes;
            case PhotoInput.Link(String url) -> fetcher.fetch(urls.checked(url));
        };
        acquire();
        return rendered(engine, request, file, LONGEST);
    }

    /**
     * As {@link #render}, for whoever can do without: empty when the engine is too slow for this, another preview is being
     * rendered or it takes more than a few seconds.
     */
    public Optional<byte[]> renderIfFree(String engine, PortraitRequest request, PhotoInput input) {
        Optional<PortraitEngine> quick = engines.stream().filter(it -> it.name().equals(engine))
                .filter(it -> it.profile().previews()).findFirst();
        // A photo that was given by its address would have to be fetched a second time.
        if (quick.isEmpty() || !(input instanceof PhotoInput.Upload(byte[] file)) || !turn.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(rendered(quick.get(), request, file, SHORT));
        } catch (PortraitException.Refused tooLong) {
            return Optional.empty();
        }
    }

    /** Renders in the turn that was taken, and gives it back. */
    private byte[] rendered(PortraitEngine engine, PortraitRequest request, byte[] file, Duration longest) {
        try {
            Photo photo = PhotoDecoder.decode(file);
            long end = System.nanoTime() + longest.toNanos();
            Rendering rendering = engine.render(request, photo, Progress.NONE,
                    () -> System.nanoTime() > end || Thread.currentThread().isInterrupted());
            return JpegWriter.encode(rendering, AigcLabel.of("preview-" + UUID.randomUUID(), engine.name(), "")
                    .from(DigitalSource.of(engine.profile(), request.mode())));
        } catch (PortraitException.Cancelled e) {
            throw busy();
        } catch (PortraitException.EngineFailure failure) {
            throw failed(engine, failure);
        } catch (PortraitException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            throw failed(engine, fault);
        } finally {
            turn.release();
        }
    }

    private PortraitEngine engine(Optional<String> named) {
        PortraitEngine engine = named.isEmpty()
                ? engines.getFirst()
                : engines.stream().filter(it -> it.name().equals(named.get())).findFirst()
                        .orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                                "engine is unknown or not ready: GET /v1/engines lists them"));
        if (!engine.profile().previews()) {
            throw new InvalidRequest(ErrorCode.PREVIEW_UNAVAILABLE, "engine \"" + engine.name()
                    + "\" takes too long for a preview: order the portrait, or preview with another engine");
        }
        return engine;
    }

    private static PortraitException.EngineFailure failed(PortraitEngine engine, RuntimeException fault) {
        LOG.error("engine {} failed on a preview", engine.name(), fault);
        return new PortraitException.EngineFailure("the engine \"" + engine.name() + "\" failed on this preview: try"
                + " again, and report it if it happens again", fault);
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

    private static PortraitException.Refused busy() {
        return new PortraitException.Refused(ErrorCode.TOO_BUSY,
                "other previews are being rendered: try again in a few seconds, or order the portrait");
    }
}
