package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.Refused;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.links.Tickets;
import dev.likeness.service.orders.OrderDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The progress of a portrait as server-sent events, and the tickets with which browsers may follow it. */
@RestController
@Tag(name = "Portraits")
@ProblemAnswers
public final class EventController {
    private static final Logger LOG = LoggerFactory.getLogger(EventController.class);

    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final OrderDesk desk;
    private final Tickets tickets;
    private final EventStream stream;
    private final PortraitBodies portraits;

    public EventController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk, Tickets tickets,
            EventStream stream,
            PortraitBodies portraits) {
        this.callers = callers;
        this.bodies = bodies;
        this.desk = desk;
        this.tickets = tickets;
        this.stream = stream;
        this.portraits = portraits;
    }

    /** A request for a ticket. */
    @Schema(name = "TicketOrder", requiredProperties = {"portrait"})
    record TicketOrder(
            @Schema(description = "The portrait to follow.") Optional<String> portrait) {}

    /** A ticket. */
    @Schema(name = "Ticket", requiredProperties = {"ticket", "url", "expires_at"})
    record TicketBody(
            @Schema(description = "The parameter `ticket` of the address of the events.") String ticket,
            @Schema(description = "Address of the events with the ticket, for `new EventSource(url)`.", example = "/v1/portraits/1915673423948611584/events?ticket=…") String url,
            @JsonProperty("expires_at") Instant expiresAt) {}

    @PostMapping("/v1/tickets")
    @Operation(summary = "Get a ticket for the events of one portrait", description = "For browsers, whose EventSource sends no headers. Valid for five minutes and for these events only.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = TicketOrder.class)))
    @ApiResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = TicketBody.class)))
    ResponseEntity<TicketBody> createTicket(HttpServletRequest request) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        try (RequestBodies.Body body = bodies.read(request)) {
            String id = StrictJson.read(body.object(), TicketOrder.class).portrait()
                    .orElseThrow(() -> new InvalidRequest(ErrorCode.MISSING_FIELD,
                            "portrait is missing: name the portrait whose events are wanted"));
            TaskId task = own(account, id);
            String ticket = tickets.issue(account, task);
            return ResponseEntity.status(201).cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new TicketBody(ticket, "/v1/portraits/" + task + "/events?ticket=" + ticket,
                            Instant.now().plus(Tickets.LIFE).truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    @GetMapping("/v1/portraits/{id}/events")
    @Operation(summary = "Follow a portrait as server-sent events", description = "`state` (in_queue with `ahead`, generating), while it waits `queue` (ahead) whenever that changes, `progress` (fraction, stage), `note` (kind, text), and at the end one of `done`, `failed`, `cancelled`, `expired` with the portrait, or `gone`. Ids grow; `queue` has none. With Last-Event-ID only later events are sent; 204 if that was the last one.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    void followPortrait(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id,
            @Parameter(description = "Instead of a key; see POST /v1/tickets.") @RequestParam(name = "ticket", required = false) Optional<String> ticket)
            throws IOException {
        TaskId task = ticket.isPresent() ? ticketed(id, ticket.get()) : keyed(request, id);
        long last = lastSeen(request);
        response.setHeader("Cache-Control", "no-store");
        if (last >= EventStream.END) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        // Tells proxies not to buffer the answer.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            stream.follow(task, new EventWriter(response.getOutputStream(), last), portraits.linking(request));
        } catch (IOException e) {
            LOG.debug("the client has disconnected", e);
        }
    }

    private static final int MOST_FOLLOWED = 100;

    @GetMapping("/v1/events")
    @Operation(summary = "Follow several portraits as server-sent events", description = "One stream for all of them. Each event is `portrait`: where one stands (`id`, `status`, `ahead`, `progress`), first of all of them and then of each that moved; once it is closed, the whole portrait, or the status `gone` if it was erased. The stream ends when all are closed.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    void followPortraits(HttpServletRequest request, HttpServletResponse response,
            @Parameter(description = "Their ids, with commas between them; 1 to 100.") @RequestParam(name = "portraits") String ids)
            throws IOException {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        List<String> named = Arrays.stream(ids.split(",", -1)).distinct().toList();
        if (named.size() > MOST_FOLLOWED) {
            throw new InvalidRequest(ErrorCode.TOO_MANY_ORDERS,
                    named.size() + " portraits cannot be followed at once: name 1 to " + MOST_FOLLOWED);
        }
        List<TaskId> tasks = named.stream().map(id -> own(account, id)).toList();
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            stream.follow(tasks, new EventWriter(response.getOutputStream(), -1), portraits.linking(request));
        } catch (IOException e) {
            LOG.debug("the client has disconnected", e);
        }
    }

    private TaskId keyed(HttpServletRequest request, String id) {
        return own(callers.authorized(request, Scope.PORTRAITS_READ).account(), id);
    }

    private TaskId ticketed(String id, String ticket) {
        TaskId task = TaskId.parse(id).orElseThrow(NotFound::portrait);
        AccountId account = tickets.account(task, ticket).orElseThrow(() -> new Refused(ErrorCode.KEY_INVALID,
                "the ticket is for another portrait, or has expired: get a new one with POST /v1/tickets"));
        return own(account, id);
    }

    private TaskId own(AccountId account, String id) {
        return TaskId.parse(id).filter(task -> desk.findOfAnyAge(account, task).isPresent())
                .orElseThrow(NotFound::portrait);
    }

    private static long lastSeen(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getHeader("Last-Event-ID")).map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
