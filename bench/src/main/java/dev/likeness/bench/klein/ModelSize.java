package dev.likeness.bench.klein;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How large a random model is, and the configuration files that say so.
 *
 * @param heads      of the transformer, 128 wide each
 * @param textHeads  of the text encoder, 128 wide each; a quarter of them, at least one, for keys
 * @param pictures   channels of the picture encoder's levels, multiples of 32
 */
record ModelSize(int heads, int doubleBlocks, int singleBlocks, int textWidth, int textLayers, int textHeads,
        int textInner, int vocabulary, List<Integer> pictures) {
    private static final int HEAD = 128;
    private static final int REAL_WIDTH = 3072;
    /** FLUX.2 [klein] 4B. */
    static final ModelSize REAL = new ModelSize(24, 5, 20, 2560, 36, 32, 9728, 151_936, List.of(128, 256, 512, 512));

    ModelSize {
        pictures = List.copyOf(pictures);
    }

    /**
     * The same depths, everything else narrower in proportion.
     *
     * @param width of the transformer, a multiple of 128
     */
    static ModelSize narrowed(int width) {
        if (width % HEAD != 0 || width < HEAD) {
            throw new IllegalArgumentException("a width of " + width + ": it must be a multiple of 128");
        }
        if (width == REAL_WIDTH) {
            return REAL;
        }
        double factor = (double) width / REAL_WIDTH;
        List<Integer> pictures = new ArrayList<>();
        REAL.pictures.forEach(channels -> pictures.add(multiple(channels * factor, 32)));
        int text = multiple(REAL.textWidth * factor, HEAD);
        return new ModelSize(width / HEAD, REAL.doubleBlocks, REAL.singleBlocks, text, REAL.textLayers,
                Math.max(4, text / HEAD / 4 * 4), multiple(REAL.textInner * factor, HEAD), 4096, pictures);
    }

    private static int multiple(double value, int of) {
        return Math.max(1, (int) Math.round(value / of)) * of;
    }

    /** Writes what the official folder says of itself. */
    void write(Path folder) throws IOException {
        json(folder.resolve("model_index.json"), Map.of("_class_name", "Flux2KleinPipeline", "is_distilled", true));
        json(folder.resolve("scheduler/scheduler_config.json"), Map.of("num_train_timesteps", 1000,
                "use_dynamic_shifting", true, "time_shift_type", "exponential", "shift", 3.0));
        json(folder.resolve("transformer/config.json"), Map.of("patch_size", 1, "in_channels", 128, "num_layers",
                doubleBlocks, "num_single_layers", singleBlocks, "attention_head_dim", HEAD, "num_attention_heads",
                heads,
                "joint_attention_dim", 3 * textWidth, "axes_dims_rope", List.of(32, 32, 32, 32), "rope_theta", 2000));
        json(folder.resolve("text_encoder/config.json"), Map.of("hidden_size", textWidth, "num_hidden_layers",
                textLayers, "num_attention_heads", textHeads, "num_key_value_heads", Math.max(1, textHeads / 4),
                "head_dim", HEAD, "intermediate_size", textInner, "vocab_size", vocabulary, "rope_theta", 1_000_000));
        json(folder.resolve("vae/config.json"), Map.of("in_channels", 3, "out_channels", 3, "latent_channels", 32,
                "block_out_channels", pictures, "layers_per_block", 2, "norm_num_groups", 32, "batch_norm_eps", 1e-4));
    }

    private static void json(Path file, Map<String, Object> fields) throws IOException {
        Files.createDirectories(file.getParent());
        JsonObject json = new Gson().toJsonTree(fields).getAsJsonObject();
        Files.writeString(file, json.toString());
    }
}
