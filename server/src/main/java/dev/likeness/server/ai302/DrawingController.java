package dev.likeness.server.ai302;

import dev.likeness.server.drawing.DeliveryFields;
import dev.likeness.server.drawing.DrawingBody;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.LenientFields;
import dev.likeness.server.drawing.ReqKey;
import dev.likeness.server.drawing.ResultQuery;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.orders.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Submit and result, under all names that clients use. */
@RestController
public final class DrawingController {
    /** Prefix of all paths. */
    public static final String PATH = "/doubao/drawing/";

    private static final Set<String> NAMES = Set.of("portrait", "portrait_v30", "portrait_photo", "i2i_portrait_photo",
            "i2i_portrait");
    /** Names of a related service whose clients send the same fields; the second is its name in {@code req_key}. */
    private static final Set<String> SIBLINGS = Set.of("seededit_v30", ReqKey.SIBLING);
    private static final String RESULT = "_result";

    private final Ai302Answers answers;
    private final BearerAuthentication authentication;
    private final RequestBodies bodies;
    private final Drawings drawings;
    private final Set<String> names;

    /**
     * @param furtherNames names that the operator adds to those that clients are known to use
     */
    DrawingController(Ai302Answers answers, BearerAuthentication authentication, RequestBodies bodies,
            Drawings drawings,
            Set<String> furtherNames) {
        this.answers = answers;
        this.authentication = authentication;
        this.bodies = bodies;
        this.drawings = drawings;
        this.names = Stream.of(NAMES, furtherNames, SIBLINGS).flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @PostMapping(PATH + "{name}")
    ResponseEntity<byte[]> draw(HttpServletRequest request, @PathVariable("name") String name) {
        String base = name.endsWith(RESULT) ? name.substring(0, name.length() - RESULT.length()) : name;
        if (!names.contains(base)) {
            return answers.unknownDrawing(request);
        }
        return answers.guarded(request, name.equals(base)
                ? exchange -> submit(exchange, request, reqKey(base))
                : exchange -> result(exchange, request, reqKey(base)));
    }

    private ResponseEntity<byte[]> submit(Exchange exchange, HttpServletRequest request, ReqKey reqKey) {
        Caller caller = authentication.caller(request);
        try (RequestBodies.Held body = bodies.hold(request)) {
            LenientFields fields = fields(body, request);
            TaskId task = drawings.submit(caller, fields, responseFormat(request), reqKey,
                    idempotency(request, fields));
            return answers.success(exchange, Map.of("task_id", task.toString()));
        }
    }

    private ResponseEntity<byte[]> result(Exchange exchange, HttpServletRequest request, ReqKey reqKey) {
        Caller caller = authentication.caller(request);
        ResultQuery question;
        try (RequestBodies.Held body = bodies.hold(request)) {
            question = ResultQuery.of(fields(body, request), reqKey).wanting(responseFormat(request));
        }
        return answers.outcome(exchange, request, drawings.result(caller, question, request));
    }

    private static LenientFields fields(RequestBodies.Held body, HttpServletRequest request) {
        return DrawingBody.fields(body.bytes(), Optional.ofNullable(request.getContentType()).orElse(""));
    }

    /**
     * Compares orders by their fields, because the boundary of a form changes each time and the names of a path mean
     * one service.
     */
    private static Optional<Idempotency> idempotency(HttpServletRequest request, LenientFields fields) {
        return Optional.ofNullable(request.getHeader("Idempotency-Key")).map(key -> new Idempotency(key,
                PATH + " " + hash(Json.write(fields.object()))));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static ReqKey reqKey(String name) {
        return SIBLINGS.contains(name) ? ReqKey.IGNORED : ReqKey.OPTIONAL;
    }

    // Not request.getParameter, which would consume the body if the content type is that of a form.
    private static DeliveryFields responseFormat(HttpServletRequest request) {
        Optional<String> query = Optional.ofNullable(request.getQueryString());
        return DeliveryFields.ofResponseFormat(query
                .flatMap(text -> Optional.ofNullable(UriComponentsBuilder.newInstance().query(text).build()
                        .getQueryParams().getFirst("response_format")))
                .filter(format -> !format.isBlank()));
    }
}
