package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.server.rest.protocol.FaceArea;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A portrait as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Portrait", requiredProperties = {"id", "status", "progress", "request", "price", "created_at",
        "notes"}, description = "An order and its result.")
record PortraitBody(@Schema(example = "1915673423948611584") String id,
        @Schema(allowableValues = {
                "in_queue", "generating", "done", "failed", "cancelled",
                "expired"}, description = "`expired`: it was done, and its picture has been deleted.") String status,
        @Schema(description = "Number of portraits ahead in the queue, only while it waits; 0 when it is next.", example = "3", minimum = "0") Optional<Integer> ahead,
        ProgressBody progress, RequestBody request, Optional<WatermarkBody> watermark,
        @Schema(description = "Price in PTC; held while the order is open, refunded unless it is done.", example = "0.05") String price,
        @Schema(description = "The batch it was ordered in.") Optional<String> batch,
        @JsonProperty("created_at") Instant createdAt, @JsonProperty("started_at") Optional<Instant> startedAt,
        @JsonProperty("finished_at") Optional<Instant> finishedAt,
        @Schema(description = "The picture, once it is done.") Optional<ImageBody> image,
        @Schema(allowableValues = {"fully",
                "partly"}, description = "Whether the picture shows all that was ordered, once it is done.") Optional<String> fulfilled,
        @Schema(description = "How it stands to each rule of the document that it was ordered for, once it is done.") Optional<DocumentReportBody> report,
        @Schema(description = "What was ordered and the picture does not show, once it is done: `background`, `framing`, `clothes`, `words`; empty when the order is met in full.", example = "[\"background\"]") Optional<List<String>> missing,
        @Schema(description = "Where the photo lies in the picture, once it is done; absent where the engine paints every pixel anew.") Optional<CropBody> crop,
        @Schema(description = "What was understood of the prompt, and other notes, once it is done.") List<NoteBody> notes,
        @Schema(description = "Why it failed.") Optional<FailureBody> error){
    /** The progress of the task. */
    @Schema(name = "Progress", requiredProperties = {"fraction", "stage"})
    record ProgressBody(
            @Schema(minimum = "0", maximum = "1", description = "0 while it waits, 1 when it is closed.") double fraction,
            @Schema(description = "The current step; empty when nothing is being done.", example = "retouching") String stage) {}

    /** What was ordered, with all defaults resolved; the same request with this seed gives the same picture. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "ResolvedOrder", requiredProperties = {"engine", "prompt", "width", "height", "gpen", "skin",
            "skin_unifi", "gen_mode",
            "seed"}, description = "What was ordered, with all defaults resolved; the same request gives the same picture.")
    record RequestBody(String engine,
            @Schema(description = "The client's prompt; empty if only a template was ordered.") String prompt,
            @Schema(description = "Name of the template that was ordered; its text at the time of the order is used.") Optional<String> template,
            int width,
            int height, double gpen, double skin, @JsonProperty("skin_unifi") double skinUnifi,
            @JsonProperty("gen_mode") String genMode, long seed,
            @Schema(description = "Which of several faces; absent where none was named.") Optional<Integer> face,
            @Schema(description = "`transparent`, a colour or two, where the field said so.") Optional<String> background,
            @JsonProperty("background_blur") @Schema(description = "Where a picture for the background was ordered: how far it is out of focus.") Optional<Double> backgroundBlur,
            @Schema(description = "The identity document.", example = "cn-id") Optional<String> document) {}

    /** How it stands to the rules of a document. */
    @Schema(name = "DocumentReport", requiredProperties = {"document", "passed", "rules"})
    record DocumentReportBody(String document,
            @Schema(description = "Whether no rule is broken, as far as can be measured.") boolean passed,
            List<RuleBody> rules) {}

    /** One rule. */
    @Schema(name = "DocumentRule", requiredProperties = {"rule", "outcome", "wanted", "measured"})
    record RuleBody(@Schema(example = "head_height") String rule,
            @Schema(allowableValues = {"pass", "fail", "look",
                    "unknown"}, description = "`look`: only people can see it. `unknown`: the sources that were read do not say it.") String outcome,
            @Schema(example = "32 to 36 mm") String wanted, @Schema(example = "34 mm") String measured){}

    /** The picture. */
    @Schema(name = "Image", requiredProperties = {"url", "expires_at"})
    record ImageBody(@Schema(description = "A link that needs no key, to the file as it was ordered.") String url,
            @JsonProperty("expires_at") @Schema(description = "When that link ends; ask again for a new one.") Instant expiresAt) {}

    /** A note about the portrait. */
    @Schema(name = "Note", requiredProperties = {"kind", "text"})
    record NoteBody(@Schema(example = "understood") String kind, String text) {}

    /** Why the task failed. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Failure", requiredProperties = {"code", "detail"})
    record FailureBody(@Schema(example = "no_face") String code, String detail,
            @Schema(description = "With `several_faces` and `unknown_face`: the faces, of which `face` of an order names one.") Optional<List<FaceArea>> faces) {}
}
