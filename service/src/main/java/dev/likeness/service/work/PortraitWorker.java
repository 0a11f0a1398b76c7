package dev.likeness.service.work;

import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest.GroundPicture;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Rendering;
import dev.likeness.core.output.OutputFile;
import dev.likeness.core.relaying.Errand;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PictureWriter.Written;
import dev.likeness.imaging.PictureWriter;
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
import dev.likeness.service.tasks.TaskLines;
import dev.likeness.service.tasks.TaskState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** How long an order waits that found no room with another service, seconds; longer the longer it has waited. */
    private static final int SHORTEST_ROOM = 1;
    private static final int LONGEST_ROOM = 10;

    private final TaskLifecycle lifecycle;
    private final ObjectStore objects;
    private final PhotoDownloads downloads;
    private final EngineRoom room;
    private final WorkMeter meter;
    private final Stages stages;
    private final Moderation moderation;
    /** Attempts that could not be handed back, because the database did not answer. */
    private final Map<TaskId, Attempt> notHandedBack = new ConcurrentHashMap<>();

    /** With engines that work here. */
    public PortraitWorker(TaskLifecycle lifecycle, ObjectStore objects, PhotoDownloads downloads,
            List<PortraitEngine> engines) {
        this(lifecycle, objects, downloads, new EngineRoom(engines, new EngineBreakers(), Optional.empty(), Set::of));
    }

    public PortraitWorker(TaskLifecycle lifecycle, ObjectStore objects, PhotoDownloads downloads, EngineRoom room) {
        this(lifecycle, objects, downloads, room, WorkMeter.NONE, Moderation.OFF);
    }

    /** The same, that tells how long its stages take and how orders end. */
    public PortraitWorker metered(WorkMeter other) {
        return new PortraitWorker(lifecycle, objects, downloads, room, other, moderation);
    }

    /** The same, with moderators of photos and finished portraits. */
    public PortraitWorker moderated(Moderation other) {
        return new PortraitWorker(lifecycle, objects, downloads, room, meter, other);
    }

    private PortraitWorker(TaskLifecycle lifecycle, ObjectStore objects, PhotoDownloads downloads, EngineRoom room,
            WorkMeter meter, Moderation moderation) {
        this.meter = meter;
        this.stages = new Stages(meter);
        this.moderation = moderation;
        this.lifecycle = lifecycle;
        this.objects = objects;
        this.downloads = downloads;
        this.room = room;
    }

    /**
     * @throws Queue.Later      while the photo is still to be fetched, or another service makes the portrait; or when the
     *                          next engine is to try
     * @throws RuntimeException when the order should be tried again: a store does not answer, or this worker is being
     *                          stopped
     */
    @Override
    public void handle(TaskId id) {
        try (var _ = TaskLines.of(id)) {
            take(id);
        }
    }

    private void take(TaskId id) {
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
        attempt.ifPresent(begun -> room.elsewhere(begun).ifPresentOrElse(relays -> {
            throw relays.send(id, () -> carryOut(begun));
        }, () -> carryOut(begun)));
    }

    @Override
    public Collection<String> engines() {
        return room.engines().stream().map(PortraitEngine::name).toList();
    }

    private void carryOut(Attempt attempt) {
        stages.attempt(attempt, () -> {
            // A worker that is stopped waits a while, then interrupts.
            try (RunningAttempt running = lifecycle.running(attempt, () -> Thread.currentThread().isInterrupted())) {
                carryOut(attempt, running);
            }
        });
    }

    private void carryOut(Attempt attempt, RunningAttempt running) {
        EngineBreakers.Try trying = EngineBreakers.Try.UNCOUNTED;
        Findings findings = new Findings();
        try {
            PortraitEngine engine = engine(attempt);
            room.look(engine, attempt);
            Photo photo = stages.timed(attempt, WorkMeter.Stage.READ, () -> PhotoDecoder.decode(file(attempt.photo())));
            findings.seen(photo.sha256());
            PortraitRequest request = request(attempt);
            moderation.check(Point.PHOTO, Subject.Picture.of(photo), findings.verdicts());
            request.setting().picture().flatMap(PortraitRequest.GroundPicture::pixels).ifPresent(
                    ground -> moderation.check(Point.PHOTO, Subject.Picture.of(ground), findings.verdicts()));
            trying = trying(attempt);
            Rendering rendering = stages.timed(attempt, WorkMeter.Stage.RENDER, () -> room.render(engine, attempt,
                    new EngineRoom.Ordered(request, photo), running));
            trying.succeeded();
            moderation.check(Point.OUTPUT, Subject.Picture.of(rendering), findings.verdicts());
            stages.timed(attempt, WorkMeter.Stage.STORE, () -> {
                close(attempt, findings, engine, photo, rendering);
                return rendering;
            });
        } catch (Queue.Later passedOn) {
            throw passedOn;
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
        } catch (Errand.NoRoom full) {
            trying.dropped();
            if (isPassable(attempt)) {
                passOn(attempt, String.valueOf(full.getMessage()));
            }
            // Its place in the line of that service is as good as any: it waits like an order for a worker.
            handBack(attempt);
            throw new Queue.Later(Duration.ofSeconds(Math.min(LONGEST_ROOM, SHORTEST_ROOM + attempt.number() / 10)),
                    place -> {});
        } catch (PortraitException.EngineFailure failure) {
            trying.failed(failure);
            engineFailed(attempt, findings, failure);
        } catch (UnusablePhoto unusable) {
            trying.succeeded();
            fail(attempt, failed(attempt, unusable, unusable.faces()), findings.evidence());
        } catch (PortraitException refusal) {
            if (refusal.code() == ErrorCode.MODERATION_FAILED
                    || refusal instanceof PortraitException.Upstream upstream && !upstream.passable()) {
                trying.succeeded();
                fail(attempt, failed(attempt, refusal, List.of()), findings.evidence());
                return;
            }
            // An engine that cannot make what is ordered has not failed.
            if (refusal instanceof PortraitException.InvalidRequest) {
                trying.succeeded();
            } else {
                trying.failed(refusal);
            }
            if (isPassable(attempt)) {
                passOn(attempt, refusal.getMessage());
            }
            fail(attempt, failed(attempt, refusal, List.of()), findings.evidence());
        } catch (RuntimeException | Error fault) {
            trying.failed(fault);
            engineFailed(attempt, findings, fault);
        } finally {
            trying.dropped();
        }
    }

    /**
     * @throws Queue.Later when the engine has failed too often lately and there is another one
     */
    private EngineBreakers.Try trying(Attempt attempt) {
        if (!attempt.chain().isSeveral()) {
            return EngineBreakers.Try.UNCOUNTED;
        }
        if (room.breakers().admits(attempt.engine())) {
            return room.breakers().begin(attempt.engine());
        }
        if (isPassable(attempt)) {
            passOn(attempt, attempt.engine() + " has failed too often lately and is left alone for a while");
        }
        return EngineBreakers.Try.UNCOUNTED;
    }

    /** Any engine error fails the task for good, so that it is not retried for ever. The details go to the log only. */
    private void engineFailed(Attempt attempt, Findings findings, Throwable fault) {
        LOG.error("engine {} failed on task {}, attempt {}", attempt.engine(), attempt.task(), attempt.number(), fault);
        if (isPassable(attempt)) {
            passOn(attempt, attempt.engine() + " failed");
        }
        fail(attempt, new TaskState.Failed(ErrorCode.ENGINE_FAILED, "the engine \"" + attempt.engine()
                + "\" failed on this order: try again, and report task " + attempt.task() + " if it happens again"
                + EngineTurn.before(attempt)), findings.evidence());
    }

    private static TaskState.Failed failed(Attempt attempt, PortraitException why, List<Photo.Area> faces) {
        return new TaskState.Failed(why.code(), why.getMessage() + EngineTurn.before(attempt), faces,
                why.upstreamCode());
    }

    private boolean isPassable(Attempt attempt) {
        return EngineTurn.after(attempt, room).isPresent();
    }

    /** The next engine's turn; does not return. */
    private void passOn(Attempt attempt, String why) {
        EngineTurn next = EngineTurn.after(attempt, room).orElseThrow(PortraitException.Cancelled::new);
        try {
            if (!lifecycle.passOn(attempt, next.engine(),
                    Stream.concat(Stream.of(why), next.skipped().stream()).toList())) {
                LOG.info("task {}, attempt {} was overtaken", attempt.task(), attempt.number());
                throw new PortraitException.Cancelled();
            }
        } catch (StoreException trouble) {
            LOG.warn("task {} goes back to the queue: it cannot be passed on", attempt.task(), trouble);
            handBack(attempt);
            throw trouble;
        }
        LOG.info("task {} goes on to {}: {}", attempt.task(), next.engine(), why);
        throw new Queue.Later(Duration.ZERO, place -> downloads.move(attempt.task(), next.engine()));
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

    private void close(Attempt attempt, Findings findings, PortraitEngine engine, Photo photo, Rendering rendering) {
        OutputFile wanted = attempt.delivery().file();
        Written file = PictureWriter.write(rendering, label(attempt, engine.profile()), wanted);
        Stream<Note> notes = Stream.of(photo.notes(), rendering.notes(), OtherEngines.notes(room.engines(),
                engine.name(), engine.read(attempt.request())), EngineTurn.chosen(attempt)).flatMap(List::stream)
                .distinct();
        close(attempt, findings, file, rendering, wanted.isSized()
                ? Stream.concat(notes, Stream.of(new Note(Note.Kind.FILE, file.size()))).toList()
                : notes.toList());
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
            return;
        }
        meter.closed(attempt.engine(), "done");
        LOG.debug("task {} is done", attempt.task());
        if (attempt.photo() instanceof PhotoSource.Kept) {
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
                stages.failed(attempt, why.code().wireName());
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

    private PortraitEngine engine(Attempt attempt) {
        Optional<PortraitEngine> engine = room.find(attempt.engine());
        if (engine.isEmpty() && room.isServed(attempt.engine())) {
            // Passed on by a worker that died before it could move the entry.
            handBack(attempt);
            throw new Queue.Later(Duration.ZERO, place -> downloads.move(attempt.task(), attempt.engine()));
        }
        if (engine.isEmpty() && isPassable(attempt)) {
            passOn(attempt, attempt.engine() + " is not here");
        }
        return engine.orElseThrow(() -> new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                "no worker serves the engine \"" + attempt.engine() + "\" any more: order again with another one"));
    }

    private static AigcLabel label(Attempt attempt, EngineProfile engine) {
        return FileLabels.of(attempt.task(), attempt.engine(), attempt.request(), attempt.delivery().aigc(),
                DigitalSource.of(engine, attempt.request()));
    }
}
