package dev.likeness.server.rest.templates;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Template;
import dev.likeness.server.rest.portraits.CropBody;
import dev.likeness.server.rest.portraits.OrderBody;
import dev.likeness.server.rest.portraits.OrderForm;
import dev.likeness.server.rest.portraits.OrderReader;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.Json;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.RateGate;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.templates.TemplateCatalog;
import io.swagger.v3.oas.annotations.Operation;
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
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Style templates: those that ship with the engines, and the account's own. */
@RestController
@Tag(name = "Templates")
@ProblemAnswers
public final class TemplateController {
    /** Where the photo lies in a preview, whose body is the picture itself. */
    private static final String CROP = "Likeness-Crop";

    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final TemplateCatalog templates;
    private final Previewer previewer;
    private final RateGate rate;

    public TemplateController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            Previewer previewer,
            RateGate rate) {
        this.callers = callers;
        this.bodies = bodies;
        this.templates = templates;
        this.previewer = previewer;
        this.rate = rate;
    }

    @Schema(name = "TemplateList", requiredProperties = {"items"})
    record TemplateList(List<TemplateBody> items) {}

    @GetMapping("/v1/templates")
    @OkAnswer
    @Operation(summary = "List every template: your own first, then those of the engines")
    ResponseEntity<TemplateList> listTemplates(HttpServletRequest request) {
        AccountId account = callers.authenticated(request).account();
        return JsonAnswers.ok(new TemplateList(Stream
                .concat(templates.own(account).stream().map(own -> TemplateBody.of(own, true)),
                        templates.shipped().stream().map(shipped -> TemplateBody.of(shipped, false)))
                .toList()));
    }

    @GetMapping("/v1/templates/{name}")
    @OkAnswer
    @Operation(summary = "Get one template")
    ResponseEntity<TemplateBody> getTemplate(HttpServletRequest request, @PathVariable("name") String name) {
        AccountId account = callers.authenticated(request).account();
        return JsonAnswers.ok(own(account, name).map(own -> TemplateBody.of(own, true))
                .or(() -> templates.shipped().stream().filter(template -> template.name().equals(name)).findFirst()
                        .map(shipped -> TemplateBody.of(shipped, false)))
                .orElseThrow(() -> NotFound.template(name)));
    }

    @PostMapping("/v1/templates")
    @Operation(summary = "Create a template of your own", description = "Its name, titles and text can then be used as a prompt in every dialect.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = TemplateDraft.class)))
    @ApiResponse(responseCode = "201", content = @Content(mediaType = "application/json", schema = @Schema(implementation = TemplateBody.class)))
    ResponseEntity<TemplateBody> createTemplate(HttpServletRequest request) {
        AccountId account = callers.authorized(request, Scope.TEMPLATES).account();
        Template template = draft(request).template(Optional.empty());
        if (!templates.add(account, template)) {
            throw new InvalidRequest(ErrorCode.TEMPLATE_EXISTS,
                    "you have a template of that name: change it with PUT /v1/templates/" + template.name());
        }
        return ResponseEntity.created(URI.create("/v1/templates/" + template.name()))
                .cacheControl(CacheControl.noStore()).contentType(MediaType.APPLICATION_JSON)
                .body(TemplateBody.of(template, true));
    }

    @PutMapping("/v1/templates/{name}")
    @OkAnswer
    @Operation(summary = "Replace a template of your own")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = TemplateDraft.class)))
    ResponseEntity<TemplateBody> replaceTemplate(HttpServletRequest request, @PathVariable("name") String name) {
        AccountId account = callers.authorized(request, Scope.TEMPLATES).account();
        if (own(account, name).isEmpty()) {
            throw NotFound.template(name);
        }
        Template template = draft(request).template(Optional.of(name));
        if (!templates.replace(account, template)) {
            throw NotFound.template(name);
        }
        return JsonAnswers.ok(TemplateBody.of(template, true));
    }

    @DeleteMapping("/v1/templates/{name}")
    @Operation(summary = "Delete a template of your own")
    @ApiResponse(responseCode = "204")
    ResponseEntity<Void> deleteTemplate(HttpServletRequest request, @PathVariable("name") String name) {
        AccountId account = callers.authorized(request, Scope.TEMPLATES).account();
        if (!templates.delete(account, name)) {
            throw NotFound.template(name);
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/v1/templates/preview")
    @Operation(summary = "Preview a template or prompt on a photo", description = "Renders immediately, without charge, within the key's rate limit: in the order's proportions, 512 pixels on the longer side. The body is an order as for POST /v1/portraits; its watermark and webhook are ignored. An engine that is too slow is refused with `preview_unavailable`; GET /v1/engines says which ones support previews. The header `Likeness-Crop` holds where the photo lies in it, as `crop` of a portrait does.")
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = OrderBody.class)),
            @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = OrderForm.class))})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> previewLook(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.PORTRAITS_WRITE);
        rate.pass(caller);
        try (OrderReader.Received received = OrderReader.read(bodies, request)) {
            OrderBody order = received.order();
            PortraitRequest full = received.options()
                    .request(order.template().map(name -> templates.named(caller.account(), name)));
            PortraitRequest small = full.with(full.size().preview());
            Previewer.Preview preview = previewer.render(order.engine(), templates.resolve(caller.account(), small),
                    received.photo());
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG)
                    .cacheControl(CacheControl.noStore()).header("X-Content-Type-Options", "nosniff");
            preview.place().ifPresent(
                    place -> answer.header(CROP, new String(Json.write(CropBody.of(place)), StandardCharsets.UTF_8)));
            return answer.body(preview.jpeg());
        }
    }

    private Optional<Template> own(AccountId account, String name) {
        return templates.own(account).stream().filter(template -> template.name().equals(name)).findFirst();
    }

    private TemplateDraft draft(HttpServletRequest request) {
        try (RequestBodies.Body body = bodies.read(request)) {
            return StrictJson.read(body.object(), TemplateDraft.class);
        }
    }
}
