package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.work.WorkerView;
import dev.likeness.service.work.Workers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the service; for keys with the scope {@code admin} only. */
@RestController
@Tag(name = "Service")
@ProblemAnswers
public final class ServiceController {
    private static final int FAILURES = 20;

    private final CallerAuthorization callers;
    private final Overview overview;
    private final Workers workers;
    private final String version;

    public ServiceController(CallerAuthorization callers, Overview overview, Workers workers, ProgramVersion version) {
        this.callers = callers;
        this.overview = overview;
        this.workers = workers;
        this.version = version.text();
    }

    /** Open portraits. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Queue", requiredProperties = {"waiting", "being_made"})
    record QueueBody(long waiting, @JsonProperty("being_made") long beingMade,
            @JsonProperty("oldest_waiting_seconds") @Schema(description = "Longest wait so far; absent when none waits.") Optional<Long> oldest) {
        static QueueBody of(Overview.Open open) {
            return new QueueBody(open.waiting(), open.beingMade(),
                    open.oldest().map(Duration::toSeconds));
        }
    }

    /** Portraits closed today. */
    @Schema(name = "Today", requiredProperties = {"done", "failed",
            "spent"}, description = "Portraits closed since midnight, UTC.")
    record TodayBody(long done, long failed,
            @Schema(description = "Price of the portraits that were done, PTC.", example = "1.25") String spent) {
        static TodayBody of(Overview.Day day) {
            return new TodayBody(day.done(), day.failed(), day.spent().toString());
        }
    }

    /** A worker process. */
    @Schema(name = "Worker", requiredProperties = {"id", "host", "started_at", "seen_at", "engines", "places", "making",
            "state"})
    record WorkerBody(String id, String host, @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("seen_at") @Schema(description = "Time of its last heartbeat; there is one every 10 seconds.") Instant seenAt,
            List<String> engines, @Schema(description = "Portraits that it renders at the same time.") int places,
            @Schema(description = "Ids of the portraits that it is rendering.") List<String> making,
            @Schema(allowableValues = {
                    "working", "idle",
                    "gone"}, description = "`gone`: no heartbeat for 45 seconds; removed after a day.") String state){
        static WorkerBody of(WorkerView worker) {
            return new WorkerBody(worker.id(), worker.host(), worker.startedAt(), worker.seenAt(),
                    worker.engines().keySet().stream().sorted().toList(), worker.places(),
                    worker.making().stream().map(TaskId::toString).toList(), worker.state().wireName());
        }
    }

    /** A portrait that failed. */
    @Schema(name = "FailedPortrait", requiredProperties = {"portrait", "account", "code", "at"})
    record FailedBody(String portrait, @Schema(description = "The account's name.") String account,
            @Schema(example = "no_face") String code, Instant at) {
        static FailedBody of(Overview.Failure failure) {
            return new FailedBody(failure.portrait().toString(), failure.account(), failure.code(), failure.at());
        }
    }

    /** The state of the service. */
    @Schema(name = "Service", requiredProperties = {"queue", "today", "workers", "failures", "version"})
    record ServiceBody(QueueBody queue, TodayBody today,
            @Schema(description = "Workers that run, including idle ones, and workers that are gone; newest first.") List<WorkerBody> workers,
            @Schema(description = "The last 20 failures, newest first.") List<FailedBody> failures, String version) {}

    @GetMapping("/v1/service")
    @OkAnswer
    @Operation(summary = "Get the state of the service", description = "The queue, today's results, the workers and the last failures.")
    ResponseEntity<ServiceBody> getService(HttpServletRequest request) {
        callers.authorized(request, Scope.ADMIN);
        return JsonAnswers.ok(new ServiceBody(QueueBody.of(overview.open()), TodayBody.of(overview.today()),
                workers.list().stream().map(WorkerBody::of).toList(),
                overview.failures(FAILURES).stream().map(FailedBody::of).toList(), version));
    }
}
