package dev.likeness.diffusion.config;

import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code text_encoder/config.json} of a Qwen3. */
public record TextEncoderConfig(int width, int layers, int heads, int keyHeads, int headWidth, int feedForward,
        int vocabulary, double epsilon, double ropeTheta) {
    /**
     * @throws BrokenCheckpoint when a field is missing, wrong or has a value that this engine does not support
     */
    public static TextEncoderConfig read(Path file) {
        Fields fields = Fields.of(file);
        fields.require("attention_bias", "false", "this text encoder has no biases");
        fields.require("hidden_act", "silu", "it is the only activation of Qwen3");
        fields.require("use_sliding_window", "false", "every token sees all before it");
        fields.require("rope_scaling", "null", "positions are those of Qwen3 as published");
        int width = fields.integer("hidden_size");
        int heads = fields.integer("num_attention_heads");
        int keyHeads = fields.integer("num_key_value_heads", heads);
        if (heads % keyHeads != 0) {
            throw fields.wrong("num_key_value_heads", "a divisor of num_attention_heads (" + heads + ")");
        }
        double theta = fields.object("rope_parameters").map(rope -> rope.number("rope_theta", null))
                .orElseGet(() -> fields.number("rope_theta", 1_000_000.0));
        return new TextEncoderConfig(width, fields.integer("num_hidden_layers"), heads, keyHeads,
                fields.integer("head_dim", 128), fields.integer("intermediate_size"),
                fields.integer("vocab_size"), fields.number("rms_norm_eps", 1e-6), theta);
    }

    /**
     * All required tensors.
     *
     * @param depth the number of layers that are run
     */
    public Map<String, Shape> tensors(int depth) {
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put("model.embed_tokens.weight", Shape.of(vocabulary, width));
        for (int i = 0; i < depth; i++) {
            String layer = "model.layers." + i + ".";
            all.put(layer + "self_attn.q_proj.weight", Shape.of((long) heads * headWidth, width));
            all.put(layer + "self_attn.k_proj.weight", Shape.of((long) keyHeads * headWidth, width));
            all.put(layer + "self_attn.v_proj.weight", Shape.of((long) keyHeads * headWidth, width));
            all.put(layer + "self_attn.o_proj.weight", Shape.of(width, (long) heads * headWidth));
            all.put(layer + "self_attn.q_norm.weight", Shape.of(headWidth));
            all.put(layer + "self_attn.k_norm.weight", Shape.of(headWidth));
            all.put(layer + "mlp.gate_proj.weight", Shape.of(feedForward, width));
            all.put(layer + "mlp.up_proj.weight", Shape.of(feedForward, width));
            all.put(layer + "mlp.down_proj.weight", Shape.of(width, feedForward));
            all.put(layer + "input_layernorm.weight", Shape.of(width));
            all.put(layer + "post_attention_layernorm.weight", Shape.of(width));
        }
        if (depth == layers) {
            all.put("model.norm.weight", Shape.of(width));
        }
        return all;
    }
}
