package dev.likeness.server.rest.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Template;
import dev.likeness.server.rest.portraits.PortraitOptions;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.engines.PromptReader;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.templates.TemplateCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What would be understood of a prompt. */
@RestController
@Tag(name = "Templates")
@ProblemAnswers
public final class PromptController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final TemplateCatalog templates;
    private final PromptReader reader;

    public PromptController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            PromptReader reader) {
        this.callers = callers;
        this.bodies = bodies;
        this.templates = templates;
        this.reader = reader;
    }

    /** The words of an order. */
    @Schema(name = "PromptDraft")
    record PromptDraft(@Schema(maxLength = PortraitRequest.MAX_PROMPT) Optional<String> prompt,
            @Schema(description = "Name or title of a template; the prompt is added to it.") Optional<String> template,
            @JsonProperty("gen_mode") @Schema(allowableValues = {
                    "creative", "reference", "reference_char"}) Optional<String> genMode,
            @Schema(description = "Who reads; the service's first engine by default.") Optional<String> engine){}

    /** What becomes of some words. */
    @Schema(name = "HeardWords", requiredProperties = {"words", "followed", "meaning"})
    record HeardBody(@Schema(description = "As written, in lower case.") String words, boolean followed,
            @Schema(description = "What they lead to, or why not.", example = "backdrop library") String meaning) {
        static HeardBody of(PromptTerm heard) {
            return new HeardBody(heard.words(), heard.followed(), heard.meaning());
        }
    }

    /** What becomes of a prompt. */
    @Schema(name = "ReadPrompt", requiredProperties = {"gen_mode", "words"})
    record ReadPrompt(
            @JsonProperty("gen_mode") @Schema(description = "The mode that an order with these words gets.") String genMode,
            @Schema(description = "Words that need no telling, such as \"the\", are not among them.") List<HeardBody> words) {}

    @PostMapping("/v1/prompts/read")
    @OkAnswer
    @Operation(summary = "See which words of a prompt are understood", description = "Nothing is rendered or charged.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = PromptDraft.class)))
    ResponseEntity<ReadPrompt> readPrompt(HttpServletRequest request) {
        AccountId account = callers.authenticated(request).account();
        try (RequestBodies.Body body = bodies.read(request)) {
            PromptDraft draft = StrictJson.read(body.object(), PromptDraft.class);
            Optional<Template> template = draft.template().map(name -> templates.named(account, name));
            PortraitRequest order = new PortraitOptions(draft.prompt(), Optional.empty(), Optional.empty(),
                    Optional.empty(),
                    Optional.empty(), Optional.empty(), draft.genMode(), Optional.of(1L), Optional.empty())
                    .request(template);
            List<HeardBody> words = reader.read(draft.engine(), templates.resolve(account, order)).stream()
                    .map(HeardBody::of).toList();
            return JsonAnswers.ok(new ReadPrompt(order.mode().wireName(), words));
        }
    }
}
