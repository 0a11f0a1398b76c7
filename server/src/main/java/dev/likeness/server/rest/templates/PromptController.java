package dev.likeness.server.rest.templates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.Ability;
import dev.likeness.core.EngineListing;
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
import dev.likeness.service.engines.EngineCatalog;
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
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains how the engines understand a prompt. */
@RestController
@Tag(name = "Templates")
@ProblemAnswers
public final class PromptController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final TemplateCatalog templates;
    private final PromptReader reader;
    private final EngineCatalog engines;

    public PromptController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            PromptReader reader, EngineCatalog engines) {
        this.engines = engines;
        this.callers = callers;
        this.bodies = bodies;
        this.templates = templates;
        this.reader = reader;
    }

    /** A prompt with the fields of an order that change how it is understood. */
    @Schema(name = "PromptDraft")
    record PromptDraft(@Schema(maxLength = PortraitRequest.MAX_PROMPT) Optional<String> prompt,
            @Schema(description = "Name or title of a template; the prompt is added to it.") Optional<String> template,
            @JsonProperty("gen_mode") @Schema(allowableValues = {
                    "creative", "reference", "reference_char"}) Optional<String> genMode,
            @Schema(description = "The engine that interprets the prompt; the service's first engine by default.") Optional<String> engine){}

    /** One term of the prompt and how it is understood. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "HeardWords", requiredProperties = {"words", "followed", "meaning", "outcome", "role",
            "confidence"})
    record TermBody(@Schema(description = "As written, in lower case; what is misspelt as it is meant.") String words,
            @Schema(description = "Whether the words change the portrait, exactly or approximately.") boolean followed,
            @Schema(description = "What the words lead to, or why they are not followed.", example = "backdrop library") String meaning,
            @Schema(allowableValues = {
                    "followed", "partly",
                    "not_followed"}, description = "With `partly` the meaning is the nearest that is possible.") String outcome,
            @Schema(allowableValues = {"scene", "ground", "light", "time", "season", "weather", "colour", "grade",
                    "rendition", "framing", "mood", "wardrobe", "retouch", "style", "sitter", "object", "quality",
                    "notation",
                    "unknown"}, description = "What the words are about; `notation` is syntax of other tools, such as weights, model names and negative prompts.") String role,
            @Schema(description = "Confidence in this meaning; 0 for unknown words.", minimum = "0", maximum = "1") double confidence,
            @Schema(description = "Index of their first character in the prompt, in UTF-16 units; absent for words of the template.", minimum = "0") Optional<Integer> from,
            @Schema(description = "Index behind their last character.", minimum = "0") Optional<Integer> to,
            @Schema(description = "Words for the nearest that is possible; only for words that are not followed.", example = "red jacket") Optional<String> instead,
            @Schema(description = "Other engines of this service that can do it; only for words that are not followed.") Optional<List<String>> engines){
        /**
         * @param indent number of white space characters before the prompt, which an order drops
         * @param others engines that can follow a term that this one cannot
         */
        static TermBody of(PromptTerm term, int indent, Function<Ability, List<String>> others) {
            return new TermBody(term.words(), term.followed(), term.meaning(), term.outcome().wireName(),
                    term.role().wireName(), term.confidence(), term.place().map(place -> place.from() + indent),
                    term.place().map(place -> place.to() + indent), term.instead(),
                    term.needs().map(others).filter(names -> !names.isEmpty()));
        }
    }

    /** A prompt and its terms. */
    @Schema(name = "ReadPrompt", requiredProperties = {"gen_mode", "words"})
    record PromptBody(
            @JsonProperty("gen_mode") @Schema(description = "The mode of an order with this prompt.") String genMode,
            @Schema(description = "In the order of the prompt, those of the template first, without stop words such as \"the\".") List<TermBody> words) {}

    @PostMapping("/v1/prompts/read")
    @OkAnswer
    @Operation(summary = "Explain how a prompt is understood", description = "Nothing is rendered or charged.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = PromptDraft.class)))
    ResponseEntity<PromptBody> readPrompt(HttpServletRequest request) {
        AccountId account = callers.authenticated(request).account();
        try (RequestBodies.Body body = bodies.read(request)) {
            PromptDraft draft = StrictJson.read(body.object(), PromptDraft.class);
            Optional<Template> template = draft.template().map(name -> templates.named(account, name));
            PortraitRequest order = new PortraitOptions(draft.prompt(), Optional.empty(), Optional.empty(),
                    Optional.empty(),
                    Optional.empty(), Optional.empty(), draft.genMode(), Optional.of(1L), Optional.empty(),
                    PortraitRequest.Setting.NONE)
                    .request(template);
            int indent = draft.prompt().map(text -> text.length() - text.stripLeading().length()).orElse(0);
            List<EngineListing> known = engines.all();
            String asked = draft.engine().orElseGet(() -> known.getFirst().name());
            List<TermBody> words = reader.read(draft.engine(), templates.resolve(account, order)).stream()
                    .map(term -> TermBody.of(term, indent, ability -> able(known, asked, ability))).toList();
            return JsonAnswers.ok(new PromptBody(order.mode().wireName(), words));
        }
    }

    private static List<String> able(List<EngineListing> known, String asked, Ability ability) {
        return known.stream().filter(engine -> !engine.name().equals(asked))
                .filter(engine -> engine.readiness() instanceof EngineListing.Readiness.Ready)
                .filter(engine -> engine.profile().degree(ability) == Ability.Degree.YES).map(EngineListing::name)
                .toList();
    }
}
