package dev.likeness.diffusion.config;

import dev.likeness.diffusion.weights.BrokenCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of a model folder.
 *
 * @param distilled whether few steps without guidance are enough
 */
public record ModelConfig(Path folder, boolean distilled, TransformerConfig transformer, TextEncoderConfig text,
        VaeConfig vae) {
    /**
     * Reads the JSON files of a folder as it is published: {@code model_index.json}, {@code transformer},
     * {@code text_encoder}, {@code tokenizer}, {@code vae}, {@code scheduler}.
     *
     * @throws BrokenCheckpoint when something is missing or wrong; the message names the first of it
     */
    public static ModelConfig read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BrokenCheckpoint(folder + " is no folder: name the folder that holds model_index.json");
        }
        Fields index = Fields.of(folder.resolve("model_index.json"));
        String pipeline = index.text("_class_name", "Flux2KleinPipeline");
        if (!pipeline.startsWith("Flux2")) {
            throw new BrokenCheckpoint(folder + " holds a " + pipeline + ": only FLUX.2 [klein] can be used");
        }
        scheduler(folder.resolve("scheduler").resolve("scheduler_config.json"));
        ModelConfig config = new ModelConfig(folder, index.flag("is_distilled", false),
                TransformerConfig.read(folder.resolve("transformer").resolve("config.json")),
                TextEncoderConfig.read(folder.resolve("text_encoder").resolve("config.json")),
                VaeConfig.read(folder.resolve("vae").resolve("config.json")));
        if (config.vae.tokenChannels() != config.transformer.channels()) {
            throw new BrokenCheckpoint(folder + ": the transformer takes tokens of " + config.transformer.channels()
                    + " channels, the vae makes " + config.vae.tokenChannels() + ": they belong to different models");
        }
        if (config.transformer.textWidth() % config.text.width() != 0) {
            throw new BrokenCheckpoint(
                    folder + ": the transformer takes text of width " + config.transformer.textWidth()
                            + ", which is no multiple of the text encoder's " + config.text.width()
                            + ": they belong to different models");
        }
        return config;
    }

    private static void scheduler(Path file) {
        Fields fields = Fields.of(file);
        fields.require("use_dynamic_shifting", "true", "the schedule follows the picture's size");
        fields.require("time_shift_type", "exponential", "it is what FLUX.2 was trained with");
        fields.require("num_train_timesteps", "1000", "it is what FLUX.2 was trained with");
        fields.require("shift_terminal", "null", "the schedule of FLUX.2 ends at zero by itself");
        for (String other : new String[]{"invert_sigmas", "stochastic_sampling", "use_beta_sigmas",
                "use_exponential_sigmas", "use_karras_sigmas"}) {
            fields.require(other, "false", "the sampler is Euler's on the schedule of FLUX.2");
        }
    }

    /** The same model, treated as distilled or not. */
    public ModelConfig distilled(boolean yes) {
        return new ModelConfig(folder, yes, transformer, text, vae);
    }

    /** How many layers of the text encoder the transformer uses. */
    public int tapCount() {
        return transformer.textWidth() / text.width();
    }
}
