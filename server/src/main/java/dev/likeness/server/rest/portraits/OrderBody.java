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
                "reference_char"}, description = "Default: the template's, else creative with a prompt and reference without.") Optional<String> genMode,
        @Schema(minimum = "-1", defaultValue = "-1", description = "The same seed gives the same picture; -1 draws one.") Optional<Long> seed,
        @Schema(minimum = "0", description = "Which of several faces, by its index in the list that POST /v1/photos/check and the error `several_faces` give. Default: the only one, or the one that is clearly the sitter's.") Optional<Long> face,
        @Schema(description = "Who renders; the service's first engine by default.", example = "studio") Optional<String> engine,
        @Schema(example = "#008080 to #f4e1d2", description = "`auto`; `transparent`: the person alone, cut out, as PNG or WebP; a colour, `#f4e1d2`; or the two of a gradient, from above to below: `#008080 to #f4e1d2`. Colours by name are said in the prompt: `teal background`, `gradient from teal to cream`.") Optional<String> background,
        @JsonProperty("background_image") @Schema(description = "Your own picture behind the person: its http(s) address, base64 or a data: URI; in a form: the file. It covers the frame and lights the person by its own colours.") Optional<String> backgroundImage,
        @JsonProperty("background_blur") @Schema(minimum = "0", maximum = "1", defaultValue = "0.3", description = "How far that picture is out of focus.") Optional<Double> backgroundBlur,
        @Schema(description = "An identity document, by its id in GET /v1/documents: it decides size, background, frame and file, and the portrait comes with a report on each of its rules.", example = "cn-id") Optional<String> document,
        @Schema(allowableValues = {"jpeg", "png",
                "webp"}, description = "The file that is made and kept. Default: jpeg, or png where it is transparent.") Optional<String> format,
        @Schema(minimum = "1", maximum = "100", description = "Of JPEG and WebP; default 92.") Optional<Long> quality,
        @Schema(minimum = "1", maximum = "2400", description = "Written into JPEG and PNG for printers; changes no pixel.") Optional<Long> dpi,
        @JsonProperty("min_bytes") @Schema(minimum = "1", description = "Least size of the JPEG, for upload forms.") Optional<Long> minBytes,
        @JsonProperty("max_bytes") @Schema(minimum = "4000", description = "Largest size of the JPEG, for upload forms: the best quality that fits is found.") Optional<Long> maxBytes,
        Optional<WatermarkBody> watermark, Optional<ConsentBody> consent,
        @Schema(description = "An http(s) address that is told, signed, when the portrait is done or not to be had.") Optional<String> webhook)
        implements
            WithOutput{
    /** @param picture whether a picture for the background came as a file */
    public PortraitOptions options(boolean picture) {
        return new PortraitOptions(prompt, width, height, gpen, skin, skinUnifi, genMode, seed, face,
                output().setting(picture || ground().isPresent()));
    }
}
