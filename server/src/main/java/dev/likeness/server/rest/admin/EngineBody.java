package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.Ability;
import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.GenMode;
import dev.likeness.service.accounts.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An engine, described for clients that choose one. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Engine", requiredProperties = {"name", "title", "title_zh", "summary", "summary_zh", "default", "ready",
        "licence", "abilities", "modes", "previews", "price"})
record EngineBody(@Schema(description = "The value of `engine` in an order.", example = "studio") String name,
        String title, @JsonProperty("title_zh") String titleZh, String summary,
        @JsonProperty("summary_zh") String summaryZh,
        @JsonProperty("default") @Schema(description = "Whether orders without `engine` use it.") boolean isDefault,
        @Schema(description = "Whether it can take orders now.") boolean ready,
        @Schema(description = "Why it is not ready and what to do about it; absent when it is ready.") Optional<String> missing,
        @Schema(description = "The command that downloads what is missing; absent when nothing is.", example = "./likeness models pull klein-4b") Optional<String> get,
        @Schema(description = "Licence of its model, or of the program if it needs none; absent for a model that is not in the catalogue, and for clouds.", example = "Apache-2.0") Optional<String> licence,
        @Schema(description = "Approximate size of its download in bytes; absent if it needs no model or one that is not in the catalogue.") Optional<Long> size,
        @Schema(description = "Folder of its model; only for keys with the scope `admin`.") Optional<String> folder,
        @Schema(description = "All abilities, in the same order for every engine.") List<AbilityBody> abilities,
        @Schema(description = "The values of `gen_mode` that it supports.", example = "[\"creative\",\"reference\"]") List<String> modes,
        @Schema(description = "Whether POST /v1/templates/preview supports it.") boolean previews,
        @Schema(description = "PTC for a portrait.", example = "0.05") String price,
        @Schema(description = "The device that it computes on, or the host of the cloud; absent when it is not ready.", example = "card 0") Optional<String> device,
        @Schema(description = "The cloud that makes its portraits; absent for engines that work here.") Optional<CloudBody> cloud,
        @Schema(description = "Its place among the engines that an order without `engine` goes through, from 1 on; absent for the others, and where there is only a default.", example = "1") Optional<Integer> place) {
    private static final String OF_THE_PROGRAM = "Apache-2.0";

    /** How well the engine has one ability. */
    @Schema(name = "Ability", requiredProperties = {"name", "able"})
    record AbilityBody(@Schema(allowableValues = {"background", "light", "colours", "clothes", "pose", "scene",
            "identity", "retouch", "offline"}) String name,
            @Schema(allowableValues = {"yes", "partly", "no"}) String able){}

    /** The cloud behind an engine. */
    @Schema(name = "Cloud", requiredProperties = {"host", "credentials", "concurrent", "qps"})
    record CloudBody(@Schema(example = "visual.volcengineapi.com") String host,
            @Schema(allowableValues = {
                    "present",
                    "missing"}, description = "Whether this installation has credentials for it; they are never shown.") String credentials,
            @Schema(description = "Orders that are with it at once, over all processes.", example = "1") int concurrent,
            @Schema(description = "Requests of a kind that it gets in a second, over all processes.", example = "1") double qps){
        static CloudBody of(EngineListing.Cloud cloud) {
            return new CloudBody(cloud.host(), cloud.credentials() ? "present" : "missing", cloud.atOnce(),
                    cloud.perSecond());
        }
    }

    /**
     * @param chain the engines that an order which names none goes through
     * @param shown whether the caller may see paths of this machine
     */
    static EngineBody of(EngineListing engine, List<String> chain, Money price, boolean shown) {
        EngineProfile profile = engine.profile();
        Readiness readiness = engine.readiness();
        Optional<EngineListing.Model> model = engine.model();
        return new EngineBody(engine.name(), profile.title().english(), profile.title().chinese(),
                profile.summary().english(), profile.summary().chinese(), chain.indexOf(engine.name()) == 0,
                readiness instanceof Readiness.Ready, missing(engine, shown),
                readiness instanceof Readiness.Missing missing ? missing.get() : Optional.empty(),
                licence(engine),
                model.map(EngineListing.Model::bytes).filter(OptionalLong::isPresent).map(OptionalLong::getAsLong),
                model.filter(it -> shown).map(it -> it.folder().toString()),
                Arrays.stream(Ability.values())
                        .map(ability -> new AbilityBody(ability.wireName(), profile.degree(ability).wireName()))
                        .toList(),
                profile.modes().stream().map(GenMode::wireName).toList(), profile.previews(), price.toString(),
                readiness instanceof Readiness.Ready(String device) ? Optional.of(device) : Optional.empty(),
                engine.cloud().map(CloudBody::of), chain.size() > 1 && chain.contains(engine.name())
                        ? Optional.of(chain.indexOf(engine.name()) + 1)
                        : Optional.empty());
    }

    /** The terms of a cloud are between it and the operator. */
    private static Optional<String> licence(EngineListing engine) {
        return engine.model().map(EngineListing.Model::licence)
                .orElseGet(() -> engine.cloud().isPresent() ? Optional.empty() : Optional.of(OF_THE_PROGRAM));
    }

    private static Optional<String> missing(EngineListing engine, boolean shown) {
        if (!(engine.readiness() instanceof Readiness.Missing missing)) {
            return Optional.empty();
        }
        return Optional.of(shown
                ? missing.missing()
                : engine.model().map(model -> missing.missing().replace(model.folder().toString(), "its folder"))
                        .orElse(missing.missing()));
    }
}
