package dev.likeness.diffusion.hub;

import java.util.List;
import java.util.Optional;

/**
 * A model that can be downloaded by name.
 *
 * @param repository on the hub
 * @param licence    its SPDX name, or a description
 * @param gigabytes  about
 */
public record CatalogModel(String name, String repository, String licence, double gigabytes, String about) {
    /** All models that this engine runs; those for commercial use come first. */
    public static final List<CatalogModel> ALL = List.of(
            new CatalogModel("klein-4b", "black-forest-labs/FLUX.2-klein-4B", "Apache-2.0", 16.0,
                    "distilled, 4 steps; the one to begin with"),
            new CatalogModel("klein-base-4b", "black-forest-labs/FLUX.2-klein-base-4B", "Apache-2.0", 16.0,
                    "not distilled, 50 steps with guidance"),
            new CatalogModel("klein-9b", "black-forest-labs/FLUX.2-klein-9B", "non-commercial, needs HF_TOKEN", 35.0,
                    "distilled, larger"));

    public static Optional<CatalogModel> named(String name) {
        return ALL.stream().filter(model -> model.name.equals(name)).findFirst();
    }

    /** Whether the engine reads this file of the repository; other files are not downloaded. */
    public static boolean isNeeded(String file) {
        if (file.equals("model_index.json") || file.startsWith("LICENSE")) {
            return true;
        }
        return List.of("transformer/", "vae/", "text_encoder/", "tokenizer/", "scheduler/").stream()
                .anyMatch(file::startsWith)
                && List.of(".json", ".safetensors", ".txt", ".jinja").stream().anyMatch(file::endsWith);
    }
}
