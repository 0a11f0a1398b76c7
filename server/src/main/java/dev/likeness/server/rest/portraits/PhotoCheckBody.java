package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.check.Advice;
import dev.likeness.core.check.PhotoReport;
import dev.likeness.server.rest.protocol.FaceArea;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The result of the check of a photo. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "PhotoCheck", requiredProperties = {"verdict", "width", "height", "faces",
        "advice"}, description = "Whether a portrait can be made of the photo, and advice for a better photo.")
record PhotoCheckBody(
        @Schema(allowableValues = {
                "usable", "usable_with_advice", "refused"}) String verdict,
        @Schema(description = "The error with which an order would be refused.") Optional<PortraitBody.FailureBody> error,
        @Schema(description = "Pixels of the photo, upright; the faces' positions refer to it. 0 if it cannot be decoded.") int width,
        int height,
        @Schema(description = "The most prominent first; `face` of an order is the index in this list.") List<FaceBody> faces,
        @Schema(description = "The index of the face that the portrait would show; absent if there is none or one must be chosen.") Optional<Integer> taken,
        Optional<MeasuresBody> measures, List<AdviceBody> advice){

    /** A face in the photo. */
    @Schema(name = "FoundFace", requiredProperties = {"index", "x", "y", "width", "height", "yaw", "pitch", "roll"})
    record FaceBody(@Schema(description = "Its index, the value of `face` in an order.") int index, int x, int y,
            @Schema(description = "Pixels; 48 are needed, 250 make a crisp portrait.") int width, int height,
            @Schema(description = "Degrees to the side, positive towards the right of the picture; beyond 60 is refused.") double yaw,
            @Schema(description = "Degrees, nodding, positive down.") double pitch,
            @Schema(description = "Degrees, tilt, positive clockwise.") double roll) {}

    /** The measures of the face that the portrait would show. */
    @Schema(name = "PhotoMeasures", requiredProperties = {"resolved_width", "brightness", "burnt_out", "black",
            "unevenness", "eye_opening", "mouth_opening", "eyes_covered", "lower_face_covered", "background_spread",
            "cutout"})
    record MeasuresBody(
            @JsonProperty("resolved_width") @Schema(description = "Width in pixels of an equally detailed face in a sharp photo.") int resolvedWidth,
            @Schema(description = "Brightness of the lighter parts of the face, 0 to 1.") double brightness,
            @JsonProperty("burnt_out") @Schema(description = "Share of the skin that is white, 0 to 1.") double burntOut,
            @Schema(description = "Share of the skin that is black, 0 to 1.") double black,
            @Schema(description = "Light on the right half of the face over that on the left, in stops.") double unevenness,
            @JsonProperty("eye_opening") @Schema(description = "Distance of the lids, relative to the eye's width.") double eyeOpening,
            @JsonProperty("mouth_opening") @Schema(description = "Distance of the lips, relative to the mouth's width.") double mouthOpening,
            @JsonProperty("eyes_covered") boolean eyesCovered,
            @JsonProperty("lower_face_covered") boolean lowerFaceCovered,
            @JsonProperty("background_spread") @Schema(description = "Spread of the colours behind the person, CIE Lab units; 0 is one even colour.") double backgroundSpread,
            @Schema(description = "Whether the background can be replaced.") boolean cutout) {
        static MeasuresBody of(PhotoReport.Measures measures) {
            return new MeasuresBody((int) Math.round(measures.resolvedWidth()),
                    rounded(measures.exposure().brightness()), rounded(measures.exposure().burntOut()),
                    rounded(measures.exposure().black()), rounded(measures.exposure().unevenness()),
                    rounded(measures.eyes()), rounded(measures.mouth()), measures.eyesCovered(),
                    measures.lowerFaceCovered(), rounded(measures.background()), measures.cutout());
        }
    }

    /** Advice for a better photo. */
    @Schema(name = "Advice", requiredProperties = {"code", "text", "text_zh"})
    record AdviceBody(
            @Schema(description = "Stable. Codes that begin with `id_` are reasons for which authorities refuse identity photos.", example = "too_dark") String code,
            String text, @JsonProperty("text_zh") String textZh) {
        static AdviceBody of(Advice advice) {
            return new AdviceBody(advice.wireName(), advice.text().english(), advice.text().chinese());
        }
    }

    static PhotoCheckBody of(PhotoReport report) {
        return new PhotoCheckBody(report.verdict().name().toLowerCase(Locale.ROOT),
                report.refusal()
                        .map(refusal -> new PortraitBody.FailureBody(refusal.code().wireName(), refusal.message(),
                                FaceArea.list(List.of()))),
                report.width(), report.height(),
                IntStream.range(0, report.faces().size()).mapToObj(i -> face(i, report.faces().get(i))).toList(),
                report.taken().isPresent() ? Optional.of(report.taken().getAsInt()) : Optional.empty(),
                report.measures().map(MeasuresBody::of), report.advice().stream().map(AdviceBody::of).toList());
    }

    private static FaceBody face(int index, PhotoReport.FoundFace face) {
        return new FaceBody(index, face.area().x(), face.area().y(), face.area().width(), face.area().height(),
                Math.round(face.pose().yaw()), Math.round(face.pose().pitch()), Math.round(face.pose().roll()));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
