package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.output.FileFormat;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.Paging;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.database.Page;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Placed;
import dev.likeness.service.tasks.TaskFilter;
import dev.likeness.service.tasks.TaskState;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders, shows, lists, cancels and erases portraits. */
@RestController
@Tag(name = "Portraits")
@ProblemAnswers
public final class PortraitController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final OrderDesk desk;
    private final OrderTaker taker;
    private final PortraitBodies portraits;
    private final PictureFiles pictures;

    public PortraitController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk, OrderTaker taker,
            PortraitBodies portraits,
            PictureFiles pictures) {
        this.callers = callers;
        this.bodies = bodies;
        this.desk = desk;
        this.taker = taker;
        this.portraits = portraits;
        this.pictures = pictures;
    }

    @PostMapping("/v1/portraits")
    @Operation(summary = "Order a portrait", description = "Holds its price and answers immediately. A repeated request with the same Idempotency-Key and body is answered with the same portrait and not charged again; with another body it is refused.")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, schema = @Schema(type = "string", maxLength = 255))
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = OrderBody.class)),
            @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = OrderForm.class))})
    @ApiResponse(responseCode = "202", description = "Accepted", headers = @Header(name = "Location", schema = @Schema(type = "string")), content = @Content(mediaType = "application/json", schema = @Schema(implementation = PortraitBody.class)))
    ResponseEntity<PortraitBody> orderPortrait(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.PORTRAITS_WRITE);
        try (OrderReader.Received received = OrderReader.read(bodies, request)) {
            Placed placed = taker.take(caller, received, IdempotencyKeyHeader.of(request, received.hash()));
            TaskView task = find(caller.account(), placed.tasks().getFirst().toString());
            return ResponseEntity.accepted().location(URI.create("/v1/portraits/" + task.id()))
                    .cacheControl(CacheControl.noStore()).contentType(MediaType.APPLICATION_JSON)
                    .body(portraits.show(task, request));
        }
    }

    /** A page of the list. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "PortraitPage", requiredProperties = {"items"})
    record PortraitPage(List<PortraitBody> items,
            @Schema(description = "The `cursor` of the next page; absent on the last one.") Optional<String> next) {}

    @GetMapping("/v1/portraits")
    @OkAnswer
    @Operation(summary = "List your portraits, newest first")
    ResponseEntity<PortraitPage> listPortraits(HttpServletRequest request,
            @Parameter(description = "`next` of the previous page.") @RequestParam(name = "cursor", required = false) Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "20") @Parameter(schema = @Schema(minimum = "1", maximum = "200", type = "integer", defaultValue = "20")) int limit) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        Optional<TaskId> before = cursor.filter(text -> !text.isEmpty())
                .map(text -> TaskId.parse(text).orElseThrow(Paging::wrongCursor));
        Page<TaskView, TaskId> page = desk.list(account, new TaskFilter(before, Optional.empty(), Paging.limit(limit)));
        return JsonAnswers
                .ok(new PortraitPage(portraits.show(page.items(), request), page.next().map(TaskId::toString)));
    }

    @GetMapping("/v1/portraits/{id}")
    @OkAnswer
    @Operation(summary = "Get one portrait")
    ResponseEntity<PortraitBody> getPortrait(HttpServletRequest request, @PathVariable("id") String id) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        return JsonAnswers.ok(portraits.show(find(account, id), request));
    }

    @PostMapping("/v1/portraits/{id}/cancel")
    @OkAnswer
    @Operation(summary = "Cancel a portrait", description = "Refunds its price. A portrait that is already closed is refused with `already_closed`.")
    ResponseEntity<PortraitBody> cancelPortrait(HttpServletRequest request, @PathVariable("id") String id) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_WRITE).account();
        TaskId task = TaskId.parse(id).orElseThrow(NotFound::portrait);
        return switch (desk.cancel(account, task)) {
            case CANCELLED -> JsonAnswers.ok(portraits.show(find(account, id), request));
            case UNKNOWN -> throw NotFound.portrait();
            case TOO_LATE -> throw new InvalidRequest(ErrorCode.ALREADY_CLOSED,
                    "the portrait is done, failed or cancelled already: nothing was changed");
        };
    }

    @DeleteMapping("/v1/portraits/{id}")
    @Operation(summary = "Erase a portrait", description = "Erases its texts and pictures immediately, and cancels it if it is open. Its price stays in the ledger.")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> erasePortrait(HttpServletRequest request, @PathVariable("id") String id) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_WRITE).account();
        if (!TaskId.parse(id).map(task -> desk.erase(account, task)).orElse(false)) {
            throw NotFound.portrait();
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/v1/portraits/{id}/image")
    @Operation(summary = "Fetch the picture", description = "With the watermark that was ordered, and the labels of machine-made pictures.")
    @ApiResponse(responseCode = "200", content = {
            @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
            @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
            @Content(mediaType = "image/webp", schema = @Schema(type = "string", format = "binary"))})
    ResponseEntity<byte[]> getPicture(HttpServletRequest request, @PathVariable("id") String id,
            @RequestParam(name = "format", required = false) @Parameter(description = "Default: as it was ordered.", schema = @Schema(allowableValues = {
                    "jpeg", "png", "webp"})) Optional<String> format) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        Optional<FileFormat> wanted = format.map(PictureFiles::asked);
        TaskView task = find(account, id);
        return switch (task.state()) {
            case TaskState.Done done -> file(task, done, wanted.orElseGet(() -> PictureFiles.kept(done)));
            case TaskState.Failed failed -> throw new UnusablePhoto(failed.code(), failed.message(), failed.faces());
            case TaskState.Cancelled() -> throw new InvalidRequest(ErrorCode.CANCELLED, "the portrait was cancelled");
            case TaskState.Expired() -> throw NotFound.portrait();
            case TaskState.InQueue() -> throw notYet();
            case TaskState.Generating() -> throw notYet();
        };
    }

    private ResponseEntity<byte[]> file(TaskView task, TaskState.Done done, FileFormat format) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(format.mediaType()))
                .cacheControl(CacheControl.noStore()).header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline()
                        .filename(PictureFiles.name(task, format), StandardCharsets.UTF_8).build().toString())
                .body(pictures.picture(task, done, format).orElseThrow(NotFound::portrait));
    }

    private static InvalidRequest notYet() {
        return new InvalidRequest(ErrorCode.NOT_FOUND,
                "the portrait is not done yet: follow GET /v1/portraits/{id}/events, or ask again in a moment");
    }

    private TaskView find(AccountId account, String id) {
        return TaskId.parse(id).flatMap(task -> desk.findOfAnyAge(account, task)).orElseThrow(NotFound::portrait);
    }
}
