package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.Note;
import dev.likeness.core.PortraitException;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.server.order.Order;
import dev.likeness.server.order.OrderDesk;
import dev.likeness.server.order.PortraitLinks;
import dev.likeness.store.AccountId;
import dev.likeness.store.Caller;
import dev.likeness.store.Delivery;
import dev.likeness.store.Scope;
import dev.likeness.store.TaskId;
import dev.likeness.store.TaskState;
import dev.likeness.store.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Submit and result, under every name that clients know them by. */
@RestController
public final class DrawingController {
    private static final String NAMES = "portrait|portrait_v30|portrait_photo|i2i_portrait_photo|i2i_portrait";
    private static final String SIBLING = "seededit_v30";
    private static final String SUBMIT = "/doubao/drawing/{name:" + NAMES + "|" + SIBLING + "}";
    private static final String RESULT = "/doubao/drawing/{name:(?:" + NAMES + "|" + SIBLING + ")_result}";

    private final Answers answers;
    private final Bearer bearer;
    private final RequestBodies bodies;
    private final OrderDesk desk;
    private final PortraitLinks links;

    DrawingController(Answers answers, Bearer bearer, RequestBodies bodies, OrderDesk desk, PortraitLinks links) {
        this.answers = answers;
        this.bearer = bearer;
        this.bodies = bodies;
        this.desk = desk;
        this.links = links;
    }

    @PostMapping(SUBMIT)
    ResponseEntity<byte[]> submit(HttpServletRequest request, @PathVariable("name") String name) {
        return answers.guarded(exchange -> {
            Caller caller = bearer.caller(request).may(Scope.PORTRAITS_WRITE);
            try (RequestBodies.Body body = bodies.read(request)) {
                Order order = new SubmitBody(new Fields(body.object())).order(responseFormat(request),
                        name.equals(SIBLING));
                return answers.success(exchange, Map.of("task_id", desk.place(caller, order).toString()));
            }
        });
    }

    @PostMapping(RESULT)
    ResponseEntity<byte[]> result(HttpServletRequest request, @PathVariable("name") String name) {
        return answers.guarded(exchange -> {
            AccountId account = bearer.caller(request).may(Scope.PORTRAITS_READ).account();
            try (RequestBodies.Body body = bodies.read(request)) {
                Fields fields = new Fields(body.object());
                DeliveryFields wanted = responseFormat(request).or(reqJson(fields));
                Optional<TaskView> task = taskId(fields).flatMap(id -> desk.find(account, id));
                return task.isPresent()
                        ? answer(exchange, request, task.get(), wanted)
                        : answers.success(exchange, pending("not_found"));
            }
        });
    }

    private ResponseEntity<byte[]> answer(Exchange exchange, HttpServletRequest request, TaskView task,
            DeliveryFields wanted) {
        return switch (task.state()) {
            case TaskState.InQueue() -> answers.success(exchange, pending("in_queue"));
            case TaskState.Generating() -> answers.success(exchange, pending("generating"));
            case TaskState.Failed(ErrorCode code, String message) -> answers.failure(exchange, code, message);
            case TaskState.Cancelled() -> answers.failure(exchange, ErrorCode.CANCELLED, "the order was cancelled");
            case TaskState.Expired() -> answers.success(exchange, pending("expired"));
            case TaskState.Done done -> done(exchange, request, done, wanted.or(task.delivery()));
        };
    }

    private ResponseEntity<byte[]> done(Exchange exchange, HttpServletRequest request, TaskState.Done done,
            Delivery delivery) {
        Map<String, Object> data = pending("done");
        if (delivery.asLink()) {
            data.put("binary_data_base64", List.of());
            data.put("image_urls", List.of(links.link(done.portrait(), request)));
        } else {
            Optional<byte[]> portrait = links.portrait(done.portrait());
            if (portrait.isEmpty()) {
                return answers.success(exchange, pending("not_found"));
            }
            data.put("binary_data_base64", List.of(Base64.getEncoder().encodeToString(portrait.get())));
        }
        data.put("comfyui_cost", "");
        data.put("image_output", null);
        data.put("log_output", "");
        data.put("notes", notes(done.notes(), delivery));
        return answers.success(exchange, data);
    }

    private static List<Map<String, String>> notes(List<Note> notes, Delivery delivery) {
        List<Map<String, String>> written = new ArrayList<>();
        for (Note note : notes) {
            written.add(note(note.kind().name().toLowerCase(Locale.ROOT), note.text()));
        }
        if (delivery.logo().wanted()) {
            written.add(note("watermark", "the visible mark of logo_info is not drawn by this version"));
        }
        return written;
    }

    private static Map<String, String> note(String kind, String text) {
        Map<String, String> note = new LinkedHashMap<>();
        note.put("kind", kind);
        note.put("text", text);
        return note;
    }

    /** An object in every state, because clients read its status unguarded. */
    private static Map<String, Object> pending(String status) {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> algorithm = new LinkedHashMap<>();
        algorithm.put("status_code", 0);
        algorithm.put("status_message", "Success");
        data.put("algorithm_base_resp", algorithm);
        data.put("binary_data_base64", null);
        data.put("image_urls", null);
        data.put("resp_data", "");
        data.put("status", status);
        return data;
    }

    private DeliveryFields reqJson(Fields fields) {
        Optional<JsonNode> node = fields.node("req_json");
        if (node.isEmpty()) {
            return DeliveryFields.NOTHING_SAID;
        }
        if (node.get().isString()) {
            try {
                return DeliveryFields.of(new Fields(bodies.object(node.get().stringValue())));
            } catch (PortraitException.InvalidRequest e) {
                throw new PortraitException.InvalidRequest(e.code(), "req_json: " + e.getMessage());
            }
        }
        if (node.get() instanceof ObjectNode object) {
            return DeliveryFields.of(new Fields(object));
        }
        throw Fields.wrongType("req_json", "a string that holds a JSON object, or the object", node.get());
    }

    private static Optional<TaskId> taskId(Fields fields) {
        JsonNode id = fields.node("task_id")
                .orElseThrow(() -> new PortraitException.InvalidRequest(ErrorCode.MISSING_FIELD,
                        "task_id is missing: send the one that the order was answered with"));
        if (id.isContainer() || id.isBoolean()) {
            throw Fields.wrongType("task_id", "a string of digits", id);
        }
        return TaskId.parse(id.asString().strip());
    }

    // Not request.getParameter: that would swallow the body of a client that claims to send a form.
    private static DeliveryFields responseFormat(HttpServletRequest request) {
        Optional<String> query = Optional.ofNullable(request.getQueryString());
        return DeliveryFields.ofResponseFormat(query
                .flatMap(text -> Optional.ofNullable(UriComponentsBuilder.newInstance().query(text).build()
                        .getQueryParams().getFirst("response_format")))
                .filter(format -> !format.isBlank()));
    }
}
