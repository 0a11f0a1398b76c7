package dev.likeness.server.openai;

import dev.likeness.server.form.Form;
import dev.likeness.server.form.Forms;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of OpenAI's clients: images and models. */
@RestController
@io.swagger.v3.oas.annotations.Hidden
public final class ImageController {
    /**
     * Lists the ids of the ordered portraits, so that a client that disconnects can fetch them with GET
     * /v1/portraits/{id}.
     */
    private static final String PORTRAITS_HEADER = "x-likeness-portraits";

    private final OpenAiAnswers answers;
    private final BearerAuthentication authentication;
    private final RequestBodies bodies;
    private final Parts parts;

    ImageController(OpenAiAnswers answers, BearerAuthentication authentication, RequestBodies bodies, Parts parts) {
        this.answers = answers;
        this.authentication = authentication;
        this.bodies = bodies;
        this.parts = parts;
    }

    /** The parts that this controller delegates to. */
    record Parts(ImageMaker maker, ImageStream stream, PhotoSizeLookup measure) {}

    /** Both endpoints accept forms and JSON, because clients send either to either. */
    @PostMapping({"/v1/images/edits", "/v1/images/generations", "/doubao/images/generations"})
    void images(HttpServletRequest request, HttpServletResponse response) {
        answers.answer(request, response, () -> {
            Caller caller = authentication.caller(request).require(Scope.PORTRAITS_WRITE);
            ImageEvents events = new ImageEvents(request, response);
            ImageMaker.AcceptedOrder accepted = order(request, caller, response, events);
            if (!accepted.form().streamed()) {
                return Optional.of(parts.maker().wait(caller, accepted, request));
            }
            parts.stream().follow(caller, accepted, events);
            return Optional.empty();
        });
    }

    // The memory of the body is released before the waiting begins.
    private ImageMaker.AcceptedOrder order(HttpServletRequest request, Caller caller, HttpServletResponse response,
            ImageEvents events) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        try (RequestBodies.Held held = bodies.hold(request)) {
            ImageOrder order = ImageOrder.of(values(held, type), parts.measure());
            ImageMaker.AcceptedOrder accepted = parts.maker().order(caller, order, request, held.bytes());
            response.setHeader(PORTRAITS_HEADER,
                    accepted.tasks().stream().map(TaskId::toString).collect(Collectors.joining(",")));
            parts.stream().preview(caller, order, accepted, events);
            return accepted;
        }
    }

    private RequestValues values(RequestBodies.Held held, String type) {
        if (Forms.isMultipart(type) || Forms.isUrlEncoded(type)) {
            Form form = Forms.read(held.bytes(), type);
            return new RequestValues.OfForm(form);
        }
        return new RequestValues.OfJson(bodies.object(held));
    }

    @GetMapping("/v1/models")
    void models(HttpServletRequest request, HttpServletResponse response) {
        answers.answer(request, response, () -> {
            authentication.caller(request);
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("object", "list");
            list.put("data", parts.maker().models().stream().map(ImageController::model).toList());
            return Optional.of(list);
        });
    }

    @GetMapping("/v1/models/{name}")
    void model(HttpServletRequest request, HttpServletResponse response, @PathVariable("name") String name) {
        answers.answer(request, response, () -> {
            authentication.caller(request);
            List<String> models = parts.maker().models();
            if (!models.contains(name)) {
                throw new dev.likeness.core.PortraitException.InvalidRequest(dev.likeness.core.ErrorCode.NOT_FOUND,
                        "there is no such model: use " + String.join(", ", models));
            }
            return Optional.of(model(name));
        });
    }

    private static Map<String, Object> model(String name) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", name);
        model.put("object", "model");
        model.put("created", 0);
        model.put("owned_by", "likeness");
        return model;
    }
}
