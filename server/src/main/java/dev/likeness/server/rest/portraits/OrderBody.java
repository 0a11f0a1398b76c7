package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.PortraitRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An order of one portrait. */
@Schema(name = "PortraitOrder", requiredProperties = {
        "photo"}, description = "One portrait. Only `photo` is required.")
public record OrderBody(
        @Schema(description = "The photo of one person: its http(s) address, its base64, or a data: URI. In a form: the file.") Optional<String> photo,
        @Schema(maxLength = PortraitRequest.MAX_PROMPT, description = "What the portrait should look like.") Optional<String> prompt,
        @Schema(description = "Name or title of a template; the prompt, if any, is added to it.", example = "city-night") Optional<String> template,
        @Schema(minimum = "512", maximum = "2048", defaultValue = "1328") Optional<Long> width,
        @Schema(minimum = "512", maximum = "2048", defaultValue = "1328") Optional<Long> height,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, description = "Clarity of the face. Default: the template's, otherwise 0.4.") Optional<Double> gpen,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, description = "Beautifying. Default: the template's, otherwise 0.3.") Optional<Double> skin,
        @JsonProperty("skin_unifi") @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, description = "Evenness of the skin. Default: the template's, otherwise 0.") Optional<Double> skinUnifi,
        @JsonProperty("gen_mode") @Schema(allowableValues = {
                "creative", "reference",
                "reference_char"}, description = "Default: the template's, otherwise creative with a prompt and reference without one.") Optional<String> genMode,
        @Schema(minimum = "-1", defaultValue = "-1", description = "The same seed gives the same picture; -1 for a random one.") Optional<Long> seed,
        @Schema(minimum = "0", description = "The index of the face in the list from POST /v1/photos/check or the error `several_faces`. Default: the only one, or the one that is clearly the sitter's.") Optional<Long> face,
        @Schema(description = "The engine that renders; the service's first engine by default.", example = "studio") Optional<String> engine,
        Optional<WatermarkBody> watermark,
        @Schema(description = "An http(s) address that gets a signed message when the portrait is done or has failed.") Optional<String> webhook){
    public PortraitOptions options() {
        return new PortraitOptions(prompt, width, height, gpen, skin, skinUnifi, genMode, seed, face);
    }
}
