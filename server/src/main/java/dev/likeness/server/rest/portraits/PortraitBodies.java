package dev.likeness.server.rest.portraits;

import dev.likeness.core.GroundColours;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.server.rest.portraits.PortraitBody.DocumentReportBody;
import dev.likeness.server.rest.portraits.PortraitBody.FailureBody;
import dev.likeness.server.rest.portraits.PortraitBody.ImageBody;
import dev.likeness.server.rest.portraits.PortraitBody.NoteBody;
import dev.likeness.server.rest.portraits.PortraitBody.ProgressBody;
import dev.likeness.server.rest.portraits.PortraitBody.RequestBody;
import dev.likeness.server.rest.portraits.PortraitBody.RuleBody;
import dev.likeness.server.rest.protocol.FaceArea;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.links.SignedLinks;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.tasks.Snapshot;
import dev.likeness.service.tasks.TaskFacts;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Translates tasks into answers. It reads and makes no picture; the links do. */
public final class PortraitBodies {
    private final TaskLifecycle lifecycle;
    private final WaitingLine line;
    private final PortraitLinks links;

    public PortraitBodies(TaskLifecycle lifecycle, WaitingLine line, PortraitLinks links) {
        this.lifecycle = lifecycle;
        this.line = line;
        this.links = links;
    }

    /** Makes links to pictures. */
    @FunctionalInterface
    interface Linking {
        String to(ObjectName picture);
    }

    /** Links for the client of this request. */
    Linking linking(HttpServletRequest asking) {
        return picture -> links.link(picture, asking);
    }

    PortraitBody show(TaskView task, HttpServletRequest asking) {
        return show(task, linking(asking));
    }

    PortraitBody show(TaskView task, Linking linking) {
        return show(List.of(task), linking).getFirst();
    }

    /** Several tasks, whose progress is read by one query. */
    List<PortraitBody> show(List<TaskView> tasks, HttpServletRequest asking) {
        return show(tasks, linking(asking));
    }

    private List<PortraitBody> show(List<TaskView> tasks, Linking linking) {
        Map<TaskId, Snapshot> snapshots = lifecycle.snapshots(tasks.stream().map(TaskView::id).toList());
        List<TaskId> waiting = snapshots.entrySet().stream()
                .filter(seen -> seen.getValue().state() instanceof TaskState.InQueue).map(Map.Entry::getKey).toList();
        Map<TaskId, Integer> ahead = line.ahead(waiting);
        return tasks.stream().map(task -> show(task, Optional.ofNullable(snapshots.get(task.id())),
                Optional.ofNullable(ahead.get(task.id())), linking)).toList();
    }

    /** How many tasks will be started before this waiting one. */
    int ahead(TaskId waiting) {
        return line.ahead(List.of(waiting)).getOrDefault(waiting, 0);
    }

    private PortraitBody show(TaskView task, Optional<Snapshot> snapshot, Optional<Integer> ahead, Linking linking) {
        TaskFacts facts = task.facts();
        TaskState state = snapshot.map(Snapshot::state).orElse(task.state());
        return new PortraitBody(task.id().toString(), status(state), ahead, progress(snapshot), request(facts),
                WatermarkBody.of(task.delivery().logo()), facts.price().toString(),
                facts.batch().map(Object::toString), facts.createdAt(), facts.startedAt(), facts.finishedAt(),
                image(task, state, linking), fulfilled(state), report(state), missing(state), crop(state),
                notes(state),
                failure(state));
    }

    static String status(TaskState state) {
        return switch (state) {
            case TaskState.InQueue() -> "in_queue";
            case TaskState.Generating() -> "generating";
            case TaskState.Done done -> "done";
            case TaskState.Expired() -> "expired";
            case TaskState.Failed failed -> "failed";
            case TaskState.Cancelled() -> "cancelled";
        };
    }

    static ProgressBody progress(Optional<Snapshot> snapshot) {
        return snapshot.map(seen -> new ProgressBody(Math.round(seen.fraction() * 1000) / 1000.0, seen.stage()))
                .orElseGet(() -> new ProgressBody(0, ""));
    }

    static List<NoteBody> notes(TaskState state) {
        return state instanceof TaskState.Done done
                ? done.notes().stream()
                        .map(note -> new NoteBody(note.kind().name().toLowerCase(Locale.ROOT), note.text())).toList()
                : List.of();
    }

    private static Optional<String> fulfilled(TaskState state) {
        return missing(state).map(missing -> missing.isEmpty() ? "fully" : "partly");
    }

    private static Optional<DocumentReportBody> report(TaskState state) {
        return state instanceof TaskState.Done done
                ? done.report().map(report -> new DocumentReportBody(report.document(), report.passed(),
                        report.rules().stream().map(rule -> new RuleBody(rule.name(), rule.outcome().wireName(),
                                rule.wanted(), rule.measured())).toList()))
                : Optional.empty();
    }

    private static Optional<CropBody> crop(TaskState state) {
        return state instanceof TaskState.Done done ? done.place().map(CropBody::of) : Optional.empty();
    }

    private static Optional<List<String>> missing(TaskState state) {
        return state instanceof TaskState.Done done ? Optional.of(done.missing()) : Optional.empty();
    }

    private static Optional<FailureBody> failure(TaskState state) {
        return state instanceof TaskState.Failed failed
                ? Optional.of(new FailureBody(failed.code().wireName(), failed.message(),
                        FaceArea.list(failed.faces())))
                : Optional.empty();
    }

    private static RequestBody request(TaskFacts facts) {
        PortraitRequest request = facts.request();
        return new RequestBody(facts.engine(), request.prompt(), request.template().map(OrderedTemplate::name),
                request.size().width(), request.size().height(), request.retouch().gpen(), request.retouch().skin(),
                request.retouch().skinUnifi(), request.mode().wireName(), request.seed().value(),
                request.face().isPresent() ? Optional.of(request.face().getAsInt()) : Optional.empty(),
                request.setting().transparent()
                        ? Optional.of("transparent")
                        : request.setting().colours().map(GroundColours::toString),
                request.setting().picture().map(PortraitRequest.GroundPicture::blur),
                request.setting().document().map(DocumentSpec::id));
    }

    private static Optional<ImageBody> image(TaskView task, TaskState state, Linking linking) {
        return state instanceof TaskState.Done done
                ? Optional.of(new ImageBody(linking.to(Deliveries.ordered(task, done)),
                        Instant.now().plus(SignedLinks.LONGEST).truncatedTo(ChronoUnit.SECONDS)))
                : Optional.empty();
    }
}
