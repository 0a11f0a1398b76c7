package dev.likeness.server.openai;

import dev.likeness.server.form.Form;
import dev.likeness.server.form.Forms;
import dev.likeness.server.order.Admission;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.store.Caller;
import dev.likeness.store.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Images and models, as OpenAI's clients ask for them. */
@RestController
@io.swagger.v3.oas.annotations.Hidden
public final class ImageController {
    private final OpenAiAnswers answers;
    private final Admission admission;
    private final RequestBodies bodies;
    private final ImageMaker maker;

    ImageController(OpenAiAnswers answers, Admission admission, RequestBodies bodies, ImageMaker maker) {
        this.answers = answers;
        this.admission = admission;
        this.bodies = bodies;
        this.maker = maker;
    }

    /** Both take forms and JSON: clients differ in what they send where. */
    @PostMapping({"/v1/images/edits", "/v1/images/generations", "/doubao/images/generations"})
    ResponseEntity<byte[]> images(HttpServletRequest request) {
        return answers.guarded(() -> {
            Caller caller = admission.caller(request).may(Scope.PORTRAITS_WRITE);
            return maker.wait(caller, take(request, caller), request);
        });
    }

    // The body is given back before the waiting begins.
    private ImageMaker.Taken take(HttpServletRequest request, Caller caller) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        try (RequestBodies.Held held = bodies.hold(request)) {
            return maker.take(caller, ImageOrder.of(values(held, type)), request, held.bytes());
        }
    }

    private Values values(RequestBodies.Held held, String type) {
        if (Forms.isMultipart(type) || Forms.isUrlEncoded(type)) {
            Form form = Forms.read(held.bytes(), type);
            return new Values.OfForm(form);
        }
        return new Values.OfJson(bodies.object(held));
    }

    @GetMapping("/v1/models")
    ResponseEntity<byte[]> models(HttpServletRequest request) {
        return answers.guarded(() -> {
            admission.caller(request);
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("object", "list");
            list.put("data", maker.models().stream().map(ImageController::model).toList());
            return list;
        });
    }

    @GetMapping("/v1/models/{name}")
    ResponseEntity<byte[]> model(HttpServletRequest request, @PathVariable("name") String name) {
        return answers.guarded(() -> {
            admission.caller(request);
            List<String> models = maker.models();
            if (!models.contains(name)) {
                throw new dev.likeness.core.PortraitException.InvalidRequest(dev.likeness.core.ErrorCode.NOT_FOUND,
                        "there is no such model: use " + String.join(", ", models));
            }
            return model(name);
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
