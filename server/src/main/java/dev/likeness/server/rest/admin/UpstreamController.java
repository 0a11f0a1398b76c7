package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.upstreams.Upstreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the clouds behind the engines did and what they cost; for keys with the scope {@code admin} only. */
@RestController
@Tag(name = "Books")
@ProblemAnswers
public final class UpstreamController {
    private final CallerAuthorization callers;
    private final Upstreams upstreams;

    public UpstreamController(CallerAuthorization callers, Upstreams upstreams) {
        this.callers = callers;
        this.upstreams = upstreams;
    }

    /** One cloud on one day. */
    @Schema(name = "UpstreamDay", requiredProperties = {"day", "engine", "handed_in", "made", "refused", "unsure",
            "given_up", "open", "cost", "earned"})
    record DayBody(LocalDate day, String engine,
            @JsonProperty("handed_in") @Schema(description = "Orders that were sent to the cloud.") long handedIn,
            @Schema(description = "Portraits that came of it.") long made,
            @Schema(description = "What it did not take, or took and made nothing of.") long refused,
            @Schema(description = "Of which it is not known whether it took them.") long unsure,
            @JsonProperty("given_up") @Schema(description = "What it took and did not finish in time, or lost.") long givenUp,
            @Schema(description = "With it now, or cancelled while they were with it.") long open,
            @Schema(description = "PTC that it asks for all that it took and did not refuse, at the cost that was set then.", example = "0.15") String cost,
            @Schema(description = "PTC that clients paid for this engine's portraits of that day.", example = "0.20") String earned) {
        static DayBody of(Upstreams.Day day) {
            return new DayBody(day.day(), day.engine(), day.handedIn(), day.made(), day.refused(), day.unsure(),
                    day.givenUp(), day.open(), day.cost().toString(), day.earned().toString());
        }
    }

    /** By day and engine. */
    @Schema(name = "UpstreamList", requiredProperties = {"items"})
    record UpstreamList(List<DayBody> items) {}

    @GetMapping("/v1/upstreams")
    @OkAnswer
    @Operation(summary = "List what the clouds did and cost", description = "By day and engine, newest day first. Days are in UTC; at most 366, the last 30 by default.")
    ResponseEntity<UpstreamList> getUpstreams(HttpServletRequest request,
            @RequestParam(name = "from", required = false) Optional<LocalDate> from,
            @RequestParam(name = "to", required = false) Optional<LocalDate> to) {
        callers.authorized(request, Scope.ADMIN);
        BillingController.Days days = BillingController.Days.of(from, to);
        return JsonAnswers.ok(new UpstreamList(
                upstreams.days(days.first(), days.last()).stream().map(DayBody::of).toList()));
    }
}
