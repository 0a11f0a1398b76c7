package dev.likeness.server.ai302;

import dev.likeness.server.drawing.DeliveryFields;
import dev.likeness.server.drawing.Drawings;
import dev.likeness.server.drawing.Fields;
import dev.likeness.server.drawing.ReqKey;
import dev.likeness.server.drawing.ResultQuestion;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.store.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

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
    private final Drawings drawings;

    DrawingController(Answers answers, Bearer bearer, RequestBodies bodies, Drawings drawings) {
        this.answers = answers;
        this.bearer = bearer;
        this.bodies = bodies;
        this.drawings = drawings;
    }

    @PostMapping(SUBMIT)
    ResponseEntity<byte[]> submit(HttpServletRequest request, @PathVariable("name") String name) {
        return answers.guarded(request, exchange -> {
            Caller caller = bearer.caller(request);
            try (RequestBodies.Body body = bodies.read(request)) {
                return answers.success(exchange, Map.of("task_id", drawings
                        .submit(caller, new Fields(body.object()), responseFormat(request), reqKey(name)).toString()));
            }
        });
    }

    @PostMapping(RESULT)
    ResponseEntity<byte[]> result(HttpServletRequest request, @PathVariable("name") String name) {
        return answers.guarded(request, exchange -> {
            Caller caller = bearer.caller(request);
            try (RequestBodies.Body body = bodies.read(request)) {
                ResultQuestion asked = ResultQuestion.of(new Fields(body.object()), reqKey(name), bodies);
                ResultQuestion question = new ResultQuestion(asked.task(), responseFormat(request).or(asked.wanted()));
                return answers.outcome(exchange, request, drawings.result(caller, question, request));
            }
        });
    }

    private static ReqKey reqKey(String name) {
        return name.startsWith(SIBLING) ? ReqKey.IGNORED : ReqKey.OPTIONAL;
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
