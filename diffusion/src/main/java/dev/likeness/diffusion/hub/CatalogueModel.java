package dev.likeness.diffusion.hub;

import java.util.List;
import java.util.Optional;

/**
 * A model that can be had by name.
 *
 * @param repository on the hub
 * @param licence    its SPDX name, or what it allows
 * @param gigabytes  about
 */
public record CatalogueModel(String name, String repository, String licence, double gigabytes, String about) {
    /** Every model that this engine runs and that may be used commercially comes first. */
    public static final List<CatalogueModel> ALL = List.of(
            new CatalogueModel("klein-4b", "black-forest-labs/FLUX.2-klein-4B", "Apache-2.0", 16.0,
                    "distilled, 4 steps; the one to begin with"),
            new CatalogueModel("klein-base-4b", "black-forest-labs/FLUX.2-klein-base-4B", "Apache-2.0", 16.0,
                    "not distilled, 50 steps with guidance"),
            new CatalogueModel("klein-9b", "black-forest-labs/FLUX.2-klein-9B", "non-commercial, needs HF_TOKEN", 35.0,
                    "distilled, larger"));

    public static Optional<CatalogueModel> named(String name) {
        return ALL.stream().filter(model -> model.name.equals(name)).findFirst();
    }

    /** The folders of the repository that the engine reads; what lies beside them is not downloaded. */
    public static boolean isNeeded(String file) {
        if (file.equals("model_index.json") || file.startsWith("LICENSE")) {
            return true;
        }
        return List.of("transformer/", "vae/", "text_encoder/", "tokenizer/", "scheduler/").stream()
                .anyMatch(file::startsWith)
                && List.of(".json", ".safetensors", ".txt", ".jinja").stream().anyMatch(file::endsWith);
    }
}
