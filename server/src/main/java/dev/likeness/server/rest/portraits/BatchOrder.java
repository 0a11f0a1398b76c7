package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Template;
import dev.likeness.service.orders.Submission;
import dev.likeness.service.pictures.PhotoInput;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An order of several portraits. */
@Schema(name = "BatchOrder", requiredProperties = {
        "photos"}, description = "Every photo with every template: one photo and many templates, or many photos and one template or prompt. At most 100 portraits; all of them are accepted and charged, or none.")
record BatchOrder(
        @Schema(description = "Each an http(s) address, base64 or a data: URI.") Optional<List<String>> photos,
        @ArraySchema(arraySchema = @Schema(description = "Which of several faces of each photo, in the order of `photos` and as many: indexes as POST /v1/photos/check lists them, null where a photo shows one person. Default: null for each."), schema = @Schema(types = {
                "integer",
                "null"}, format = "int64", minimum = "0")) Optional<List<Optional<Long>>> faces,
        @Schema(description = "Names or titles of templates; leave it out to use only the prompt.") Optional<List<String>> templates,
        @Schema(description = "Added to each template; without templates the whole prompt.") Optional<String> prompt,
        @Schema(minimum = "512", maximum = "2048", defaultValue = "1328") Optional<Long> width,
        @Schema(minimum = "512", maximum = "2048", defaultValue = "1328") Optional<Long> height,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1) Optional<Double> gpen,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1) Optional<Double> skin,
        @JsonProperty("skin_unifi") @Schema(minimum = "0", maximum = "1", multipleOf = 0.1) Optional<Double> skinUnifi,
        @JsonProperty("gen_mode") @Schema(allowableValues = {
                "creative", "reference",
                "reference_char"}) Optional<String> genMode,
        @Schema(minimum = "-1", defaultValue = "-1", description = "The same for all of them; -1 draws one for each.") Optional<Long> seed,
        Optional<String> engine,
        @Schema(example = "#008080 to #f4e1d2", description = "`auto`; `transparent`: the person alone, cut out, as PNG or WebP; a colour, `#f4e1d2`; or the two of a gradient, from above to below: `#008080 to #f4e1d2`. Colours by name are said in the prompt: `teal background`, `gradient from teal to cream`.") Optional<String> background,
        @JsonProperty("background_image") @Schema(description = "Your own picture behind the person: its http(s) address, base64 or a data: URI. It covers the frame and lights the person by its own colours.") Optional<String> backgroundImage,
        @JsonProperty("background_blur") @Schema(minimum = "0", maximum = "1", defaultValue = "0.3", description = "How far that picture is out of focus.") Optional<Double> backgroundBlur,
        @Schema(description = "An identity document, by its id in GET /v1/documents: it decides size, background, frame and file, and the portrait comes with a report on each of its rules.", example = "cn-id") Optional<String> document,
        @Schema(allowableValues = {"jpeg", "png",
                "webp"}, description = "The file that is made and kept. Default: jpeg, or png where it is transparent.") Optional<String> format,
        @Schema(minimum = "1", maximum = "100", description = "Of JPEG and WebP; default 92.") Optional<Long> quality,
        @Schema(minimum = "1", maximum = "2400", description = "Written into JPEG and PNG for printers; changes no pixel.") Optional<Long> dpi,
        @JsonProperty("min_bytes") @Schema(minimum = "1", description = "Least size of the JPEG, for upload forms.") Optional<Long> minBytes,
        @JsonProperty("max_bytes") @Schema(minimum = "4000", description = "Largest size of the JPEG, for upload forms: the best quality that fits is found.") Optional<Long> maxBytes,
        Optional<WatermarkBody> watermark, Optional<ConsentBody> consent,
        @Schema(description = "Told of each portrait.") Optional<String> webhook)
        implements
            WithOutput{
    /**
     * A photo and whom it shows.
     *
     * @param face which of several faces; empty for the only one
     */
    record Sitting(PhotoInput photo, Optional<Long> face) {}

    /**
     * Each photo once, so that it is stored once, however many portraits are made of it.
     *
     * @throws UnusablePhoto when there is none, or one is neither an address nor base64
     * @throws InvalidRequest when there are too many, or faces are not told for each
     */
    List<Sitting> sittings() {
        List<String> texts = photos.orElse(List.of());
        if (faces.isPresent() && faces.get().size() != texts.size()) {
            throw new InvalidRequest(ErrorCode.UNKNOWN_FACE, "faces holds " + faces.get().size() + " and photos "
                    + texts.size() + ": name a face for each photo, null where it shows one person");
        }
        List<Integer> places = IntStream.range(0, texts.size()).filter(i -> !texts.get(i).isBlank()).boxed().toList();
        if (places.isEmpty()) {
            throw new UnusablePhoto(ErrorCode.PHOTO_MISSING,
                    "there is no photo: photos must hold at least one address or base64");
        }
        long portraits = (long) places.size() * Math.max(1, templates.orElse(List.of()).size());
        if (portraits > Submission.MOST) {
            throw new InvalidRequest(ErrorCode.TOO_MANY_ORDERS, portraits
                    + " portraits cannot be ordered at once: order 1 to " + Submission.MOST);
        }
        return places.stream()
                .map(i -> new Sitting(PhotoInput.of(texts.get(i)), faces.flatMap(each -> each.get(i)))).toList();
    }

    /** The requests for a photo. */
    List<PortraitRequest> requests(Optional<Long> face, Function<String, Template> named) {
        PortraitOptions options = new PortraitOptions(prompt, width, height, gpen, skin, skinUnifi, genMode, seed,
                face, output().setting(ground().isPresent()));
        List<String> names = templates.orElse(List.of());
        return names.isEmpty()
                ? List.of(options.request(Optional.empty()))
                : names.stream().map(named).map(template -> options.request(Optional.of(template))).toList();
    }
}
