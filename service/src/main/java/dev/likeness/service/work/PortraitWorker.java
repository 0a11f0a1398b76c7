package dev.likeness.service.work;

import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PictureWriter;
import dev.likeness.imaging.PictureWriter.Written;
import dev.likeness.service.audit.Evidence;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.delivery.FileLabels;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.moderation.Moderation;
import dev.likeness.service.moderation.Point;
import dev.likeness.service.moderation.Subject;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.pictures.GroundPictures;
import dev.likeness.service.pictures.ObjectStore;
import dev.likeness.service.queue.Queue;
import dev.likeness.service.tasks.Attempt;
import dev.likeness.service.tasks.PhotoSource;
import dev.likeness.service.tasks.RunningAttempt;
import dev.likeness.service.tasks.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes one order: decodes the photo, renders, stores the file, closes the task. While the database or the object
 * store is unavailable the order goes back to the queue unchanged, however often.
 */
public final class PortraitWorker implements Queue.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(PortraitWorker.class);

    private final TaskLifecycle lifecycle;
    private final ObjectStore objects;
    private final PhotoDownloads downloads;
    private final Moderation moderation;
    /** By their names, in their order. */
    private final Map<String, PortraitEngine> engines;
    /** Attempts that could not be handed back, because the database did not answer. */
    private final Map<TaskId, Attempt> notHandedBack = new ConcurrentHashMap<>();

    public PortraitWorker(TaskLifecycle lifecycle, ObjectStore objects, PhotoDownloads downloads,
            List<PortraitEngine> engines) {
        this(lifecycle, objects, downloads, engines, Moderation.OFF);
    }

    /** With moderators of photos and finished portraits. */
    public PortraitWorker(TaskLifecycle lifecycle, ObjectStore objects, PhotoDownloads downloads,
            List<PortraitEngine> engines, Moderation moderation) {
        this.moderation = moderation;
        this.lifecycle = lifecycle;
        this.objects = objects;
        this.downloads = downloads;
        Map<String, PortraitEngine> named = new LinkedHashMap<>();
        engines.forEach(engine -> named.put(engine.name(), engine));
        this.engines = Collections.unmodifiableMap(named);
    }

    /**
     * @throws Queue.Later      while the photo is still to be fetched
     * @throws RuntimeException when the order should be tried again: a store does not answer, or this worker is being
     *                          stopped
     */
    @Override
    public void handle(TaskId id) {
        Optional<Attempt> attempt;
        try {
            Optional.ofNullable(notHandedBack.get(id)).ifPresent(this::handBack);
            Optional<PhotoSource> photo = lifecycle.photo(id);
            if (photo.isPresent() && photo.get() instanceof PhotoSource.Linked linked) {
                throw downloads.send(id, linked.url());
            }
            attempt = lifecycle.begin(id);
        } catch (StoreException trouble) {
            LOG.warn("task {} cannot be started at the moment", id, trouble);
            throw trouble;
        }
        attempt.ifPresent(this::carryOut);
    }

    @Override
    public Collection<String> engines() {
        return engines.keySet();
    }

    private void carryOut(Attempt attempt) {
        // A worker that is stopped waits a while, then interrupts.
        try (RunningAttempt running = lifecycle.running(attempt, () -> Thread.currentThread().isInterrupted())) {
            carryOut(attempt, running);
        }
    }

    private void carryOut(Attempt attempt, RunningAttempt running) {
        Findings findings = new Findings();
        try {
            Photo photo = PhotoDecoder.decode(file(attempt.photo()));
            findings.photo = photo.sha256();
            PortraitEngine engine = engine(attempt);
            PortraitRequest request = request(attempt);
            moderation.check(Point.PHOTO, Subject.Picture.of(photo), findings.verdicts);
            request.setting().picture().flatMap(PortraitRequest.GroundPicture::pixels).ifPresent(
                    ground -> moderation.check(Point.PHOTO, Subject.Picture.of(ground), findings.verdicts));
            Rendering rendering = engine.render(request, photo, running, running);
            moderation.check(Point.OUTPUT, Subject.Picture.of(rendering), findings.verdicts);
            OutputFile wanted = attempt.delivery().file();
            Written file = PictureWriter.write(rendering, label(attempt, engine.profile()), wanted);
            Stream<Note> notes = Stream.of(photo.notes(), rendering.notes(), OtherEngines.notes(engines.values(),
                    engine.name(), engine.read(attempt.request()))).flatMap(List::stream).distinct();
            close(attempt, findings, file, rendering, wanted.isSized()
                    ? Stream.concat(notes, Stream.of(new Note(Note.Kind.FILE, file.size()))).toList()
                    : notes.toList());
        } catch (PortraitException.Cancelled stopped) {
            if (running.superseded()) {
                LOG.info("task {}, attempt {} was cancelled", attempt.task(), attempt.number());
                return;
            }
            // The interrupt has served its purpose. If the flag stayed set, the queue's own database calls would fail.
            LOG.info("task {} goes back to the queue (interrupted: {})", attempt.task(), Thread.interrupted());
            handBack(attempt);
            throw stopped;
        } catch (StoreException trouble) {
            LOG.warn("task {} goes back to the queue: a store is unavailable at the moment", attempt.task(),
                    trouble);
            handBack(attempt);
            throw trouble;
        } catch (PortraitException.EngineFailure failure) {
            engineFailed(attempt, findings, failure);
        } catch (PortraitException refusal) {
            fail(attempt, new TaskState.Failed(refusal.code(), refusal.getMessage(),
                    refusal instanceof UnusablePhoto photo ? photo.faces() : List.of()),
                    findings.evidence());
        } catch (RuntimeException | Error fault) {
            engineFailed(attempt, findings, fault);
        }
    }

    /** Any engine error fails the task for good, so that it is not retried for ever. The details go to the log only. */
    private void engineFailed(Attempt attempt, Findings findings, Throwable fault) {
        LOG.error("engine {} failed on task {}, attempt {}", attempt.engine(), attempt.task(), attempt.number(), fault);
        fail(attempt, new TaskState.Failed(ErrorCode.ENGINE_FAILED, "the engine \"" + attempt.engine()
                + "\" failed on this order: try again, and report task " + attempt.task() + " if it happens again"),
                findings.evidence());
    }

    private void handBack(Attempt attempt) {
        try {
            lifecycle.handBack(attempt);
            notHandedBack.remove(attempt.task(), attempt);
        } catch (StoreException trouble) {
            LOG.debug("attempt {} of task {} is handed back later", attempt.number(), attempt.task(), trouble);
            notHandedBack.put(attempt.task(), attempt);
        }
    }

    private void close(Attempt attempt, Findings findings, Written file, Rendering rendering, List<Note> notes) {
        ObjectName portrait = ObjectName.freshPortrait(file.format().ending());
        objects.put(portrait, file.bytes());
        if (!lifecycle.complete(attempt,
                new TaskState.Done(portrait, notes, rendering.shortfalls(), rendering.report(), rendering.place()),
                findings.evidence())) {
            LOG.info("task {}, attempt {} was overtaken: its portrait is thrown away", attempt.task(),
                    attempt.number());
            objects.erase(portrait);
        } else if (attempt.photo() instanceof PhotoSource.Kept) {
            dropPhoto(attempt);
        }
    }

    private void dropPhoto(Attempt attempt) {
        try {
            lifecycle.dropPhoto(attempt.task(), objects);
        } catch (StoreException trouble) {
            LOG.warn("the photo of task {}, which is done, is left to the janitor", attempt.task(), trouble);
        }
    }

    private void fail(Attempt attempt, TaskState.Failed why, Evidence evidence) {
        try {
            if (lifecycle.fail(attempt, why, evidence)) {
                LOG.info("task {} failed: {}", attempt.task(), why.code().wireName());
            }
        } catch (StoreException trouble) {
            LOG.warn("task {} goes back to the queue: its failure cannot be recorded", attempt.task(), trouble);
            handBack(attempt);
            throw trouble;
        }
    }

    /** The order with the picture that shall stand behind the sitter. */
    private PortraitRequest request(Attempt attempt) {
        return attempt.ground().isEmpty()
                ? attempt.request()
                : attempt.request().setting().picture().map(picture -> {
                    Photo ground = GroundPictures.decoded(file(new PhotoSource.Kept(attempt.ground().get())));
                    return attempt.request().in(PortraitRequest.Setting
                            .before(new GroundPicture(picture.blur(), Optional.of(ground))));
                }).orElseGet(attempt::request);
    }

    private byte[] file(PhotoSource source) {
        return switch (source) {
            case PhotoSource.Linked linked -> throw new IllegalStateException("the photo was not fetched");
            case PhotoSource.Kept kept -> objects.get(kept.object()).orElseThrow(() -> new UnusablePhoto(
                    ErrorCode.PHOTO_MISSING,
                    "the photo was erased before the order could be carried out: send it again"));
        };
    }

    /** What one attempt has found out for the audit trail so far; used by the worker's thread alone. */
    private static final class Findings {
        private String photo = "";
        private final List<String> verdicts = new ArrayList<>();

        Evidence evidence() {
            return new Evidence(Optional.empty(), Optional.of(photo).filter(hash -> !hash.isEmpty()), verdicts);
        }
    }

    private PortraitEngine engine(Attempt attempt) {
        PortraitEngine engine = engines.get(attempt.engine());
        if (engine == null) {
            throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_ENGINE, "no worker serves the engine \""
                    + attempt.engine() + "\" any more: order again with another one");
        }
        return engine;
    }

    private static AigcLabel label(Attempt attempt, EngineProfile engine) {
        return FileLabels.of(attempt.task(), attempt.engine(), attempt.request(), attempt.delivery().aigc(),
                DigitalSource.of(engine, attempt.request()));
    }
}
