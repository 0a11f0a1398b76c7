package dev.likeness.server.openai;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.FrameSize;
import dev.likeness.core.PortraitException;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.delivery.FileLabels;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds finished portraits and translates them into this dialect. */
final class FinishedImages {
    private final OrderDesk desk;
    private final Deliveries deliveries;
    private final PortraitLinks links;

    FinishedImages(OrderDesk desk, Deliveries deliveries, PortraitLinks links) {
        this.desk = desk;
        this.deliveries = deliveries;
        this.links = links;
    }

    /** A portrait that is done. */
    record Finished(TaskView task, TaskState.Done done) {
        FrameSize size() {
            return task.facts().request().size();
        }

        long seed() {
            return task.facts().request().seed().value();
        }
    }

    /**
     * @throws PortraitException when the portrait is not done, with the reason
     */
    Finished find(Caller caller, TaskId id) {
        TaskView task = desk.findRecent(caller.account(), id).orElseThrow(FinishedImages::gone);
        return switch (task.state()) {
            case TaskState.Done done -> new Finished(task, done);
            case TaskState.Failed failed -> throw new PortraitException.Refused(failed.code(), failed.message());
            case TaskState.Cancelled() -> throw new PortraitException.Cancelled();
            case TaskState.Expired() -> throw gone();
            case TaskState.InQueue() -> throw late(id);
            case TaskState.Generating() -> throw late(id);
        };
    }

    /** One item of an answer's {@code data}. */
    Map<String, Object> datum(Finished finished, ResponseOptions form, HttpServletRequest request) {
        Map<String, Object> datum = new LinkedHashMap<>();
        if (form.asLink()) {
            datum.put("url", links.link(Deliveries.ordered(finished.task(), finished.done()), request));
        } else {
            datum.put("b64_json", base64(finished, form.format()));
        }
        datum.putAll(portraitFields(finished));
        return datum;
    }

    /** The fields of our own API beside the picture. */
    static Map<String, Object> portraitFields(Finished finished) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", finished.seed());
        fields.put("portrait", finished.task().id().toString());
        fields.put("fulfilled", finished.done().missing().isEmpty() ? "fully" : "partly");
        fields.put("missing", finished.done().missing());
        return fields;
    }

    /** The file in the requested format. */
    String base64(Finished finished, OutputFormat format) {
        byte[] jpeg = deliveries.file(finished.task(), finished.done().portrait(), finished.task().delivery())
                .orElseThrow(FinishedImages::gone);
        return Base64.getEncoder().encodeToString(format.file(jpeg, label(finished.task(), jpeg)));
    }

    /** The label for a variant of this portrait, or for a preview of it. */
    static AigcLabel label(TaskView task, byte[] jpeg) {
        return FileLabels.of(task, task.delivery().aigc(), jpeg);
    }

    static String spelled(FrameSize size) {
        return size.width() + "x" + size.height();
    }

    /** This service counts no tokens; clients that add them up get zeros. */
    static Map<String, Object> usage() {
        Map<String, Object> none = Map.of("image_tokens", 0, "text_tokens", 0);
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("input_tokens", 0);
        usage.put("input_tokens_details", none);
        usage.put("output_tokens", 0);
        usage.put("output_tokens_details", none);
        usage.put("total_tokens", 0);
        return usage;
    }

    private static PortraitException gone() {
        return new PortraitException.Refused(ErrorCode.NOT_FOUND, "the portrait was erased before it could be fetched");
    }

    private static PortraitException late(TaskId id) {
        return new PortraitException.Refused(ErrorCode.TIMED_OUT,
                "the portrait is taking longer than an answer may: do "
                        + "not order again, fetch it with GET /v1/portraits/" + id);
    }

    /** The task, for a preview of its portrait. */
    Optional<TaskView> findTask(Caller caller, TaskId id) {
        return desk.findRecent(caller.account(), id);
    }
}
