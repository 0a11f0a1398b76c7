package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.service.database.StoreException;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.tasks.Snapshot;
import dev.likeness.service.tasks.TaskView;
import dev.likeness.service.tasks.TaskWait;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the progress of portraits in OpenAI's events. An order does not depend on the connection: if the client
 * disconnects, it is rendered, charged and stored as any other.
 */
final class ImageStream {
    private static final Logger LOG = LoggerFactory.getLogger(ImageStream.class);

    /** The usual timeout of this dialect's clients. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** Failures that come sooner than this are answered with an error status. */
    private static final Duration FIRST_KEEP_ALIVE = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final FinishedImages finished;
    private final TaskWait wait;
    private final Previewer previewer;

    ImageStream(FinishedImages finished, TaskWait wait, Previewer previewer) {
        this.finished = finished;
        this.wait = wait;
        this.previewer = previewer;
    }

    /**
     * Sends one partial image, a small preview of the first portrait, if its engine is fast enough, no other preview is
     * being rendered, and no mark must be drawn.
     */
    void preview(Caller caller, ImageOrder order, ImageMaker.AcceptedOrder accepted, ImageEvents events) {
        if (accepted.form().partials() == 0 || accepted.replayed() || accepted.form().transparent()
                || order.logo().watermark().isPresent()) {
            return;
        }
        Optional<TaskView> task = finished.findTask(caller, accepted.tasks().getFirst());
        if (task.isEmpty()) {
            return;
        }
        PortraitRequest full = task.get().facts().request();
        PortraitRequest small = full.with(full.size().preview());
        try {
            previewer.renderIfFree(task.get().facts().engine(), small, order.photo())
                    .map(Previewer.Preview::jpeg).ifPresent(jpeg -> {
                        OutputFormat format = accepted.form().format();
                        byte[] file = format.file(jpeg, FinishedImages.label(task.get(), jpeg));
                        events.image("partial_image", Base64.getEncoder().encodeToString(file), accepted.form(),
                                FinishedImages.spelled(full.size()), Map.of("partial_image_index", 0));
                    });
        } catch (PortraitException refusal) {
            // The order itself will fail for the same reason and report it properly.
            LOG.debug("no preview", refusal);
        }
    }

    /**
     * Returns when every portrait is closed or the client has disconnected.
     *
     * @throws PortraitException when all portraits failed and nothing has been sent yet
     */
    void follow(Caller caller, ImageMaker.AcceptedOrder accepted, ImageEvents events) {
        try {
            stream(caller, accepted, events);
        } catch (PortraitException refusal) {
            end(events, refusal);
        } catch (StoreException.Unavailable down) {
            end(events, down.refusal());
        } catch (RuntimeException fault) {
            if (!events.begun()) {
                throw fault;
            }
            LOG.error("a stream failed", fault);
            events.error(new PortraitException.Refused(ErrorCode.INTERNAL,
                    "the service failed: fetch the portrait with GET /v1/portraits/" + accepted.tasks().getFirst()));
        }
    }

    private static void end(ImageEvents events, PortraitException refusal) {
        if (!events.begun()) {
            throw refusal;
        }
        events.error(refusal);
    }

    private void stream(Caller caller, ImageMaker.AcceptedOrder accepted, ImageEvents events) {
        long start = System.nanoTime();
        Optional<PortraitException> refusal = Optional.empty();
        int sent = 0;
        for (TaskId id : accepted.tasks()) {
            await(id, events, start);
            if (events.gone()) {
                return;
            }
            try {
                completed(finished.find(caller, id), accepted.form(), events);
                sent++;
            } catch (PortraitException why) {
                refusal = refusal.or(() -> Optional.of(why));
            }
        }
        if (sent == 0 && refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private void await(TaskId id, ImageEvents events, long start) {
        long end = start + LONGEST.toNanos();
        long beat = events.begun() ? System.nanoTime() + KEEP_ALIVE.toNanos() : start + FIRST_KEEP_ALIVE.toNanos();
        try (TaskWait.Updates updates = wait.updates(id)) {
            while (!wait.isStopping() && !events.gone() && System.nanoTime() < end) {
                Optional<Optional<Snapshot>> seen = updates.next(POLL_INTERVAL);
                if (seen.isPresent() && seen.get().filter(snapshot -> !snapshot.state().closed()).isEmpty()) {
                    return;
                }
                if (System.nanoTime() > beat) {
                    events.keepAlive();
                    beat = System.nanoTime() + KEEP_ALIVE.toNanos();
                }
            }
        }
    }

    private void completed(FinishedImages.Finished image, ResponseOptions form, ImageEvents events) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("usage", FinishedImages.usage());
        more.putAll(FinishedImages.portraitFields(image));
        events.image("completed", finished.base64(image, form.format()), form,
                FinishedImages.spelled(image.size()), more);
    }
}
