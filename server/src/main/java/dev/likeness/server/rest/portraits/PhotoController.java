package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Template;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.imaging.PhotoFile;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.engines.PhotoChecks;
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
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checks a photo before a portrait of it is ordered. */
@RestController
@Tag(name = "Portraits")
@ProblemAnswers
public final class PhotoController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final TemplateCatalog templates;
    private final PhotoChecks checks;
    private final RateGate rate;

    public PhotoController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            PhotoChecks checks, RateGate rate) {
        this.callers = callers;
        this.bodies = bodies;
        this.templates = templates;
        this.checks = checks;
        this.rate = rate;
    }

    /** File formats of photos, most usual first. */
    @Schema(name = "PhotoFormats", requiredProperties = {"formats", "max_bytes", "max_pixels"})
    record PhotoFormats(@Schema(example = "[\"jpeg\", \"png\", \"webp\", \"heic\"]") List<String> formats,
            @JsonProperty("max_bytes") long maxBytes,
            @JsonProperty("max_pixels") long maxPixels) {}

    @GetMapping("/v1/photos/formats")
    @OkAnswer
    @Operation(summary = "List the formats of photos", description = "What is read here: jpeg, png, webp, bmp, tiff and gif everywhere, heic and avif where the operator has installed libheif. Formats are told by the first bytes of a file, whatever its name says.")
    ResponseEntity<PhotoFormats> listPhotoFormats(HttpServletRequest request) {
        callers.authenticated(request);
        return JsonAnswers
                .ok(new PhotoFormats(PhotoFile.formats(), PhotoDecoder.MAX_BYTES, PhotoDecoder.MAX_PIXELS));
    }

    @PostMapping("/v1/photos/picture")
    @Operation(summary = "Show a photo as JPEG", description = "The photo upright, in sRGB and in the pixels that an order would use, for clients that cannot draw its format, such as browsers HEIC. Nothing is kept or charged; it counts against the key's rate. The body is an order as for POST /v1/portraits; only its photo counts.")
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = OrderBody.class)),
            @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = OrderForm.class))})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> showPhoto(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.PORTRAITS_WRITE);
        rate.pass(caller);
        try (OrderReader.Received received = OrderReader.read(bodies, request)) {
            return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).cacheControl(CacheControl.noStore())
                    .header("X-Content-Type-Options", "nosniff").body(checks.picture(received.photo()));
        }
    }

    @PostMapping("/v1/photos/check")
    @OkAnswer
    @Operation(summary = "Check a photo", description = "Lists the faces, the measures of the face that the portrait would show, and advice for a better photo; a photo that would be refused is answered with 200 and the reason. Nothing is rendered or charged; it counts against the key's rate. The body is an order as for POST /v1/portraits. With a template or words for an identity photo it also gives reasons for which authorities refuse such photos. Size, strengths, watermark and webhook are ignored.")
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/json", schema = @Schema(implementation = OrderBody.class)),
            @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = OrderForm.class))})
    ResponseEntity<PhotoCheckBody> checkPhoto(HttpServletRequest request) {
        Caller caller = callers.authorized(request, Scope.PORTRAITS_WRITE);
        rate.pass(caller);
        try (OrderReader.Received received = OrderReader.read(bodies, request)) {
            OrderBody order = received.order();
            Optional<Template> template = order.template().map(name -> templates.named(caller.account(), name));
            PortraitRequest wanted = templates.resolve(caller.account(), received.options().request(template));
            return JsonAnswers.ok(PhotoCheckBody.of(checks.check(order.engine(), wanted, received.photo())));
        }
    }
}
