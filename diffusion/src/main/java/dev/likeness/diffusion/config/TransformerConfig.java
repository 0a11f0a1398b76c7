package dev.likeness.diffusion.config;

import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code transformer/config.json}.
 *
 * @param channels     of an input token
 * @param outChannels  of an output token
 * @param doubleBlocks with separate streams for text and picture
 * @param singleBlocks with one stream for both
 * @param textWidth    of a text token, {@code joint_attention_dim}
 * @param frequencies  length of the sinusoidal embedding of the time, sines and cosines together
 * @param feedForward  width inside the feed-forward parts
 * @param ropeAxes     dimensions of a head that are rotated by each axis of the position
 */
public record TransformerConfig(int channels, int outChannels, int doubleBlocks, int singleBlocks, int heads,
        int headWidth, int textWidth, int frequencies, int feedForward, List<Integer> ropeAxes, double ropeTheta,
        double epsilon, boolean guidance) {
    public TransformerConfig {
        ropeAxes = List.copyOf(ropeAxes);
    }

    /** Width of both streams. */
    public int width() {
        return heads * headWidth;
    }

    /**
     * @throws BrokenCheckpoint when a field is missing, wrong or has a value that this engine does not support
     */
    public static TransformerConfig read(Path file) {
        Fields fields = Fields.of(file);
        fields.require("patch_size", "1", "latents are put into patches by the picture encoder");
        int channels = fields.integer("in_channels");
        int heads = fields.integer("num_attention_heads");
        int headWidth = fields.integer("attention_head_dim");
        List<Integer> axes = fields.integers("axes_dims_rope").orElseThrow(() -> fields.missing("axes_dims_rope"));
        if (axes.size() != 4 || axes.stream().anyMatch(axis -> axis < 2 || axis % 2 != 0)
                || axes.stream().mapToInt(Integer::intValue).sum() != headWidth) {
            throw fields.wrong("axes_dims_rope",
                    "four even numbers that add up to attention_head_dim (" + headWidth + ")");
        }
        return new TransformerConfig(channels, fields.integer("out_channels", channels), fields.count("num_layers", 0),
                fields.count("num_single_layers", 0), heads, headWidth, fields.integer("joint_attention_dim"),
                fields.integer("timestep_guidance_channels", 256),
                (int) (heads * headWidth * fields.number("mlp_ratio", 3.0)), axes, fields.number("rope_theta", 2000.0),
                fields.number("eps", 1e-6), fields.flag("guidance_embeds", false));
    }

    /** All required tensors, in the order of the network. */
    public Map<String, Shape> tensors() {
        Map<String, Shape> all = new LinkedHashMap<>();
        int d = width();
        int m = feedForward;
        embedder(all, "time_guidance_embed.timestep_embedder.");
        if (guidance) {
            embedder(all, "time_guidance_embed.guidance_embedder.");
        }
        all.put("double_stream_modulation_img.linear.weight", Shape.of(6L * d, d));
        all.put("double_stream_modulation_txt.linear.weight", Shape.of(6L * d, d));
        all.put("single_stream_modulation.linear.weight", Shape.of(3L * d, d));
        all.put("x_embedder.weight", Shape.of(d, channels));
        all.put("context_embedder.weight", Shape.of(d, textWidth));
        for (int i = 0; i < doubleBlocks; i++) {
            String block = "transformer_blocks." + i + ".";
            for (String square : List.of("to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj",
                    "to_add_out")) {
                all.put(block + "attn." + square + ".weight", Shape.of(d, d));
            }
            for (String norm : List.of("norm_q", "norm_k", "norm_added_q", "norm_added_k")) {
                all.put(block + "attn." + norm + ".weight", Shape.of(headWidth));
            }
            for (String part : List.of("ff", "ff_context")) {
                all.put(block + part + ".linear_in.weight", Shape.of(2L * m, d));
                all.put(block + part + ".linear_out.weight", Shape.of(d, m));
            }
        }
        for (int i = 0; i < singleBlocks; i++) {
            String block = "single_transformer_blocks." + i + ".attn.";
            all.put(block + "to_qkv_mlp_proj.weight", Shape.of(3L * d + 2L * m, d));
            all.put(block + "norm_q.weight", Shape.of(headWidth));
            all.put(block + "norm_k.weight", Shape.of(headWidth));
            all.put(block + "to_out.weight", Shape.of(d, d + m));
        }
        all.put("norm_out.linear.weight", Shape.of(2L * d, d));
        all.put("proj_out.weight", Shape.of(outChannels, d));
        return all;
    }

    private void embedder(Map<String, Shape> all, String prefix) {
        all.put(prefix + "linear_1.weight", Shape.of(width(), frequencies));
        all.put(prefix + "linear_2.weight", Shape.of(width(), width()));
    }
}
