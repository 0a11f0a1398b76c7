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
        String engine, @Schema(description = "A JSON object as in PortraitOrder.") String watermark, String webhook) {}
