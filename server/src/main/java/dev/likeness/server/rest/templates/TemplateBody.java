package dev.likeness.server.rest.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.Template;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A template as clients see it. */
@Schema(name = "Template", requiredProperties = {"name", "title", "title_zh", "tags", "prompt", "gen_mode", "gpen",
        "skin", "skin_unifi", "own"})
record TemplateBody(@Schema(example = "city-night") String name, String title,
        @JsonProperty("title_zh") String titleZh, List<String> tags,
        @Schema(description = "The prompt that it stands for.") String prompt, @JsonProperty("gen_mode") String genMode,
        double gpen,
        double skin, @JsonProperty("skin_unifi") double skinUnifi,
        @Schema(description = "Whether it is your own; templates that ship with an engine cannot be changed.") boolean own) {
    static TemplateBody of(Template template, boolean own) {
        return new TemplateBody(template.name(), template.title(), template.titleZh(), template.tags(),
                template.prompt(), template.mode().wireName(), template.retouch().gpen(), template.retouch().skin(),
                template.retouch().skinUnifi(), own);
    }
}
