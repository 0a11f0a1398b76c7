package dev.likeness.server.ai302;

import dev.likeness.server.drawing.DeliveryFields;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Exchange;
import dev.likeness.server.drawing.Fields;
import dev.likeness.server.drawing.ReqKey;
import dev.likeness.server.drawing.ResultQuestion;
import dev.likeness.server.order.Admission;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.store.Caller;
import dev.likeness.store.TaskId;
import jakarta.servlet.http.HttpServletRequest;
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

/** Submit and result, under every name that clients know them by. */
@RestController
public final class DrawingController {
    /** What the path of every drawing begins with. */
    static final String PATH = "/doubao/drawing/";

    private static final Set<String> NAMES = Set.of("portrait", "portrait_v30", "portrait_photo", "i2i_portrait_photo",
            "i2i_portrait");
    /** A sibling whose clients know the same fields. */
    private static final String SIBLING = "seededit_v30";
    private static final String RESULT = "_result";

    private final Answers answers;
    private final Admission admission;
    private final RequestBodies bodies;
    private final Drawings drawings;
    private final Set<String> names;

    /**
     * @param furtherNames that an operator gives the service, besides the ones that clients use
     */
    DrawingController(Answers answers, Admission admission, RequestBodies bodies, Drawings drawings,
            Set<String> furtherNames) {
        this.answers = answers;
        this.admission = admission;
        this.bodies = bodies;
        this.drawings = drawings;
        this.names = Stream.of(NAMES, furtherNames, Set.of(SIBLING)).flatMap(Set::stream)
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
        Caller caller = admission.caller(request);
        try (RequestBodies.Body body = bodies.read(request)) {
            TaskId task = drawings.submit(caller, new Fields(body.object()), responseFormat(request), reqKey);
            return answers.success(exchange, Map.of("task_id", task.toString()));
        }
    }

    private ResponseEntity<byte[]> result(Exchange exchange, HttpServletRequest request, ReqKey reqKey) {
        Caller caller = admission.caller(request);
        try (RequestBodies.Body body = bodies.read(request)) {
            ResultQuestion asked = ResultQuestion.of(new Fields(body.object()), reqKey, bodies);
            ResultQuestion question = new ResultQuestion(asked.task(), responseFormat(request).or(asked.wanted()));
            return answers.outcome(exchange, request, drawings.result(caller, question, request));
        }
    }

    private static ReqKey reqKey(String name) {
        return name.equals(SIBLING) ? ReqKey.IGNORED : ReqKey.OPTIONAL;
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
