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
 * Tells of portraits as they come about, in the events that OpenAI's clients read. A client that hangs up changes nothing
 * about its order: it was charged once, is carried out and kept as any other.
 */
final class ImageStream {
    private static final Logger LOG = LoggerFactory.getLogger(ImageStream.class);

    /** As long as this dialect's clients wait for an answer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** What fails sooner than this is refused with a status of its own. */
    private static final Duration FIRST_BEAT = Duration.ofSeconds(2);
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final FinishedImages finished;
    private final TaskWait wait;
    private final Previewer previewer;

    ImageStream(FinishedImages finished, TaskWait wait, Previewer previewer) {
        this.finished = finished;
        this.wait = wait;
        this.previewer = previewer;
    }

    /**
     * Sends one partial image, a small preview of the first portrait, where that costs no time: its engine is quick,
     * nobody else is previewing, and no mark is to be drawn.
     */
    void preview(Caller caller, ImageOrder order, ImageMaker.Taken taken, ImageEvents events) {
        if (taken.form().partials() == 0 || taken.replayed() || taken.form().transparent()
                || order.logo().watermark().isPresent()) {
            return;
        }
        Optional<TaskView> task = finished.look(caller, taken.tasks().getFirst());
        if (task.isEmpty()) {
            return;
        }
        PortraitRequest full = task.get().facts().request();
        PortraitRequest small = full.with(full.size().preview());
        try {
            previewer.renderIfFree(task.get().facts().engine(), small, order.photo())
                    .ifPresent(jpeg -> {
                        OutputFormat format = taken.form().format();
                        byte[] file = format.file(jpeg, FinishedImages.label(task.get(), jpeg));
                        events.image("partial_image", Base64.getEncoder().encodeToString(file), taken.form(),
                                FinishedImages.spelled(full.size()), Map.of("partial_image_index", 0));
                    });
        } catch (PortraitException refusal) {
            // The order itself will be refused for the same reason, in the right form.
            LOG.debug("no preview", refusal);
        }
    }

    /**
     * Returns when every portrait is closed or nobody listens.
     *
     * @throws PortraitException when there is none, and nothing has been sent yet
     */
    void follow(Caller caller, ImageMaker.Taken taken, ImageEvents events) {
        try {
            tell(caller, taken, events);
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
                    "the service failed: fetch the portrait with GET /v1/portraits/" + taken.tasks().getFirst()));
        }
    }

    private static void end(ImageEvents events, PortraitException refusal) {
        if (!events.begun()) {
            throw refusal;
        }
        events.error(refusal);
    }

    private void tell(Caller caller, ImageMaker.Taken taken, ImageEvents events) {
        long start = System.nanoTime();
        Optional<PortraitException> refusal = Optional.empty();
        int sent = 0;
        for (TaskId id : taken.tasks()) {
            await(id, events, start);
            if (events.gone()) {
                return;
            }
            try {
                completed(finished.find(caller, id), taken.form(), events);
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
        long beat = events.begun() ? System.nanoTime() + BEAT.toNanos() : start + FIRST_BEAT.toNanos();
        try (TaskWait.Sight sight = wait.of(id)) {
            while (!wait.isStopping() && !events.gone() && System.nanoTime() < end) {
                Optional<Optional<Snapshot>> seen = sight.next(LOOK);
                if (seen.isPresent() && seen.get().filter(snapshot -> !snapshot.state().closed()).isEmpty()) {
                    return;
                }
                if (System.nanoTime() > beat) {
                    events.beat();
                    beat = System.nanoTime() + BEAT.toNanos();
                }
            }
        }
    }

    private void completed(FinishedImages.Finished image, ResponseOptions form, ImageEvents events) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("usage", FinishedImages.usage());
        more.putAll(FinishedImages.ours(image));
        events.image("completed", finished.base64(image, form.format()), form,
                FinishedImages.spelled(image.size()), more);
    }
}
