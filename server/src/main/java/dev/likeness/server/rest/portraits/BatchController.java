package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.database.Page;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Placed;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders of several portraits. */
@RestController
@Tag(name = "Batches")
@ProblemAnswers
public final class BatchController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final OrderDesk desk;
    private final OrderTaker taker;
    private final PortraitBodies portraits;

    public BatchController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk, OrderTaker taker,
            PortraitBodies portraits) {
        this.callers = callers;
        this.bodies = bodies;
        this.desk = desk;
        this.taker = taker;
        this.portraits = portraits;
    }

    /** A batch as its owner sees it. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Batch", requiredProperties = {"id", "closed", "counts", "portraits"})
    record BatchBody(String id,
            @Schema(description = "Whether every portrait is done, failed, cancelled or expired.") boolean closed,
            @Schema(description = "How many portraits are in each status.", example = "{\"done\":3,\"generating\":1}") Map<String, Long> counts,
            @Schema(description = "In the order of the request: photo by photo, template by template.") List<PortraitBody> portraits) {}

    @PostMapping("/v1/batches")
    @Operation(summary = "Order many portraits at once", description = "All of them are accepted and their price is held, or none.")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(type = "string", maxLength = 255))
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = BatchOrder.class)))
    @ApiResponse(responseCode = "202", description = "Accepted", headers = @Header(name = "Location", schema = @Schema(type = "string")), content = @Content(mediaType = "application/json", schema = @Schema(implementation = BatchBody.class)))
    ResponseEntity<BatchBody> orderBatch(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.PORTRAITS_WRITE);
        try (RequestBodies.Held held = bodies.hold(request)) {
            BatchOrder order = StrictJson.read(bodies.object(held), BatchOrder.class);
            Placed placed = taker.take(caller, order, IdempotencyKeyHeader.of(request, OrderReader.hash(held.bytes())));
            UUID id = placed.batch().orElseThrow(() -> withoutBatch(placed));
            return ResponseEntity.accepted().location(URI.create("/v1/batches/" + id))
                    .cacheControl(CacheControl.noStore()).contentType(MediaType.APPLICATION_JSON)
                    .body(show(caller.account(), id, request));
        }
    }

    /**
     * Earlier versions stored a batch of one portrait without a batch id, and such an order may be repeated for a day.
     */
    private static InvalidRequest withoutBatch(Placed placed) {
        return new InvalidRequest(ErrorCode.IDEMPOTENCY_CONFLICT,
                "this Idempotency-Key has ordered a single portrait: fetch it with GET /v1/portraits/"
                        + placed.tasks().getFirst() + ", or order anew with another key");
    }

    @GetMapping("/v1/batches/{id}")
    @OkAnswer
    @Operation(summary = "Get a batch")
    ResponseEntity<BatchBody> getBatch(HttpServletRequest request, @PathVariable("id") String id) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        try {
            return JsonAnswers.ok(show(account, UUID.fromString(id), request));
        } catch (IllegalArgumentException e) {
            throw NotFound.batch();
        }
    }

    private BatchBody show(AccountId account, UUID id, HttpServletRequest request) {
        Page<TaskView, TaskId> tasks = desk.list(account,
                new TaskFilter(Optional.empty(), Optional.of(id), Page.LONGEST));
        if (tasks.items().isEmpty()) {
            throw NotFound.batch();
        }
        // The list is newest first; reversed, it is in the order of the batch.
        List<PortraitBody> shown = portraits.show(tasks.items().reversed(), request);
        Map<String, Long> counts = shown.stream()
                .collect(Collectors.groupingBy(PortraitBody::status, TreeMap::new, Collectors.counting()));
        boolean closed = !counts.containsKey("in_queue") && !counts.containsKey("generating");
        return new BatchBody(id.toString(), closed, counts, shown);
    }
}
