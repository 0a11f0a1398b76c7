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
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.moderation.Moderation;
import dev.likeness.service.moderation.Point;
import dev.likeness.service.moderation.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders small previews while the client waits, in this process: for trying a look before it is ordered or saved. */
public final class Previewer {
    private static final Logger LOG = LoggerFactory.getLogger(Previewer.class);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** For previews that are sent in addition to an order's answer. */
    private static final Duration LONGEST_IF_FREE = Duration.ofSeconds(5);

    private final PhotoSlot slot;
    private final List<PortraitEngine> engines;
    private final Moderation moderation;

    /**
     * @param engines what can be ordered, the default first
     */
    public Previewer(PhotoUrls urls, PhotoFetcher fetcher, List<PortraitEngine> engines,
            Moderation moderation) {
        this.moderation = moderation;
        this.slot = new PhotoSlot(urls, fetcher,
                "other previews are being rendered: try again in a few seconds, or order the portrait");
        this.engines = List.copyOf(engines);
    }

    /**
     * A preview.
     *
     * @param jpeg  with its labels
     * @param place where the photo lies in it, if the engine tells
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Preview(byte[] jpeg, Optional<Photo.Place> place) {}

    /**
     * @param named the engine that is to render; empty for the first that can
     * @throws PortraitException when the engine is too slow for previews, the photo cannot be used, the engine fails, or
     *                           too many previews are requested
     */
    public Preview render(Optional<String> named, PortraitRequest request, PhotoInput input) {
        PortraitEngine engine = engine(named);
        // Before the slot is taken: a moderator may be slow.
        moderation.check(Point.PROMPT, Optional.of(request.words()), new ArrayList<>());
        return failuresLogged(engine, () -> slot.run(input, LONGEST, preview(engine, request)));
    }

    /**
     * As {@link #render}, for clients that can do without a preview: empty when the engine is too slow for previews, the
     * photo was given as a link, another preview is being rendered, or this one takes more than five seconds.
     */
    public Optional<Preview> renderIfFree(String engine, PortraitRequest request, PhotoInput input) {
        Optional<PortraitEngine> quick = engines.stream().filter(it -> it.name().equals(engine))
                .filter(it -> it.profile().previews()).findFirst();
        // A photo that was given as a link would have to be fetched a second time.
        if (quick.isEmpty() || !(input instanceof PhotoInput.Upload(byte[] file))) {
            return Optional.empty();
        }
        return failuresLogged(quick.get(),
                () -> slot.runIfFree(file, LONGEST_IF_FREE, preview(quick.get(), request)));
    }

    private PhotoSlot.Work<Preview> preview(PortraitEngine engine, PortraitRequest request) {
        return (photo, timeLimit) -> {
            moderation.check(Point.PHOTO, Subject.Picture.of(photo));
            Rendering rendering = engine.render(request, photo, Progress.NONE, timeLimit);
            moderation.check(Point.OUTPUT, Subject.Picture.of(rendering));
            return new Preview(
                    JpegWriter.encode(rendering, AigcLabel.of("preview-" + UUID.randomUUID(), engine.name(), "")
                            .from(DigitalSource.of(engine.profile(), request.mode()))),
                    rendering.place());
        };
    }

    private static <T> T failuresLogged(PortraitEngine engine, Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (PortraitException.EngineFailure failure) {
            throw failed(engine, failure);
        } catch (PortraitException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            throw failed(engine, fault);
        }
    }

    private PortraitEngine engine(Optional<String> named) {
        PortraitEngine engine = named.isEmpty()
                ? engines.stream().filter(it -> it.profile().previews()).findFirst().orElse(engines.getFirst())
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
}
