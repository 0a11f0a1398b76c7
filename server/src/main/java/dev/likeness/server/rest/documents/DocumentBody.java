package dev.likeness.server.rest.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.document.DocumentSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What an authority asks of the photo for one document. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "IdentityDocument", requiredProperties = {"id", "country", "title", "title_zh", "width_mm", "height_mm",
        "width", "height", "background", "background_words", "background_words_zh", "dpi", "source", "source_kind",
        "read"}, description = "What the authority asks of the photo. Lengths are millimetres; what is not known is absent.")
record DocumentBody(@Schema(example = "cn-id") String id,
        @Schema(description = "ISO 3166-1 alpha-2; EU for the Schengen area.", example = "CN") String country,
        String title, @JsonProperty("title_zh") String titleZh, @JsonProperty("width_mm") double widthMm,
        @JsonProperty("height_mm") double heightMm,
        @Schema(description = "Pixels of the file.") int width, int height,
        @JsonProperty("head_height") @Schema(description = "From chin to crown.") Optional<RangeBody> head,
        @JsonProperty("crown_is") @Schema(allowableValues = {
                "hair",
                "skull"}, description = "What counts as the crown.") Optional<String> crownIs,
        @JsonProperty("face_width") @Schema(description = "From ear to ear.") Optional<RangeBody> face,
        @JsonProperty("eye_line") @Schema(description = "From the lower edge to the eyes.") Optional<RangeBody> eyes,
        @JsonProperty("crown_distance") @Schema(description = "From the upper edge to the crown.") Optional<RangeBody> crown,
        @Schema(description = "The colour that is painted.", example = "#ffffff") String background,
        @JsonProperty("background_words") @Schema(description = "What the authority says of it.") String backgroundWords,
        @JsonProperty("background_words_zh") @Schema(description = "The same in Chinese.") String backgroundWordsZh,
        int dpi, @JsonProperty("min_bytes") Optional<Integer> minBytes,
        @JsonProperty("max_bytes") Optional<Integer> maxBytes, Optional<String> glasses,
        @JsonProperty("glasses_zh") Optional<String> glassesZh, Optional<String> expression,
        @JsonProperty("expression_zh") Optional<String> expressionZh,
        @Schema(description = "The pages that were read.") List<String> source,
        @JsonProperty("source_kind") @Schema(allowableValues = {"authority",
                "quoted"}, description = "The authority's own page, or one that repeats its words.") String sourceKind,
        @Schema(example = "2026-11-28") String read){
    /** From and to, both allowed. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Millimetres", requiredProperties = {"from"})
    record RangeBody(double from, @Schema(description = "Absent where there is only a least.") Optional<Double> to) {
        static RangeBody of(DocumentSpec.Range range) {
            return new RangeBody(range.from(),
                    Double.isInfinite(range.to()) ? Optional.empty() : Optional.of(range.to()));
        }
    }

    static DocumentBody of(DocumentSpec spec) {
        return new DocumentBody(spec.id(), spec.country(), spec.title(), spec.titleZh(), spec.millimetre().width(),
                spec.millimetre().height(), spec.pixel().width(), spec.pixel().height(),
                spec.head().map(RangeBody::of), switch (spec.crownIs()) {
                    case HAIR -> Optional.of("hair");
                    case SKULL -> Optional.of("skull");
                    case UNKNOWN -> Optional.empty();
                }, spec.face().map(RangeBody::of), spec.eyes().map(RangeBody::of), spec.crown().map(RangeBody::of),
                spec.background().code(), spec.background().words(), spec.chinese().background(), spec.dpi(),
                number(spec.upload().minBytes()),
                number(spec.upload().maxBytes()), spec.glasses(), spec.chinese().glasses(), spec.expression(),
                spec.chinese().expression(), spec.source().urls(),
                spec.source().kind(), spec.source().read());
    }

    private static Optional<Integer> number(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }
}
