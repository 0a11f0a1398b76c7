package dev.likeness.server.rest.portraits;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** The parts of an order in a form, for the API's description only; {@link OrderReader} parses them. */
@Schema(name = "PortraitOrderForm", requiredProperties = {
        "photo"}, description = "As PortraitOrder, the photo as a file.")
public record OrderForm(
        @Schema(type = "string", format = "binary") String photo,
        String prompt, String template, Integer width, Integer height, Double gpen, Double skin,
        @JsonProperty("skin_unifi") Double skinUnifi, @JsonProperty("gen_mode") String genMode, Long seed, Integer face,
        String engine, String background,
        @JsonProperty("background_image") @Schema(type = "string", format = "binary") String backgroundImage,
        @JsonProperty("background_blur") Double backgroundBlur, String document, String format, Integer quality,
        Integer dpi, @JsonProperty("min_bytes") Integer minBytes, @JsonProperty("max_bytes") Integer maxBytes,
        @Schema(description = "A JSON object as in PortraitOrder.") String watermark,
        @Schema(description = "A JSON object as in PortraitOrder.") String consent, String webhook) {}
