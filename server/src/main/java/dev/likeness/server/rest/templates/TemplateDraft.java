package dev.likeness.server.rest.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Retouch;
import dev.likeness.core.Template;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A template as a client sends it. */
@Schema(name = "TemplateDraft", requiredProperties = {"prompt"})
record TemplateDraft(
        @Schema(pattern = "[a-z0-9][a-z0-9-]{0,63}", description = "The name with which it is ordered; may be left out if the path names it.") Optional<String> name,
        @Schema(maxLength = 100, description = "Default: the name.") Optional<String> title,
        @JsonProperty("title_zh") @Schema(maxLength = 100) Optional<String> titleZh, Optional<List<String>> tags,
        @Schema(description = "The prompt that it stands for.") Optional<String> prompt,
        @JsonProperty("gen_mode") @Schema(allowableValues = {
                "creative", "reference",
                "reference_char"}, defaultValue = "creative") Optional<String> genMode,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, defaultValue = "0.4") Optional<Double> gpen,
        @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, defaultValue = "0.3") Optional<Double> skin,
        @JsonProperty("skin_unifi") @Schema(minimum = "0", maximum = "1", multipleOf = 0.1, defaultValue = "0") Optional<Double> skinUnifi){
    /**
     * @param called the name in the path, if there is one
     * @throws InvalidRequest when a field is missing or invalid
     */
    Template template(Optional<String> called) {
        String wanted = called.or(() -> name).orElseThrow(() -> missing("name"));
        if (name.isPresent() && !name.get().equals(wanted)) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "name differs from the one in the address: a template keeps its name, make a new one instead");
        }
        Retouch usual = Retouch.DEFAULT;
        return new Template(wanted, title.orElse(wanted), titleZh.orElse(""), tags.orElse(List.of()),
                prompt.orElseThrow(() -> missing("prompt")),
                genMode.map(GenMode::ofWireName).orElse(GenMode.CREATIVE), new Retouch(gpen.orElse(usual.gpen()),
                        skin.orElse(usual.skin()), skinUnifi.orElse(usual.skinUnifi())));
    }

    private static InvalidRequest missing(String field) {
        return new InvalidRequest(ErrorCode.MISSING_FIELD, field + " is missing: a template needs a name and a prompt");
    }
}
