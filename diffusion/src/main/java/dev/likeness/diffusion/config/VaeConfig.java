package dev.likeness.diffusion.config;

import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code vae/config.json}.
 *
 * @param latents  channels of the latent picture, before it is split into patches
 * @param encoder  channels of the encoder's levels, the finest first
 * @param decoder  channels of the decoder's levels, the finest first
 * @param resnets  in each level of the encoder; the decoder has one more
 * @param quantConv whether the encoder ends with an additional convolution of the moments; {@code postQuantConv}
 *                  likewise for the start of the decoder
 */
public record VaeConfig(int latents, List<Integer> encoder, List<Integer> decoder, int resnets, int groups,
        boolean midAttention, boolean quantConv, boolean postQuantConv, double batchNormEpsilon) {
    /** Side of a token, in latent pixels. */
    public static final int PATCH = 2;

    public VaeConfig {
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
    }

    /** Side of the square of pixels that one token stands for: 16. */
    public int tokenPixels() {
        return PATCH << (encoder.size() - 1);
    }

    /** Channels of one token. */
    public int tokenChannels() {
        return latents * PATCH * PATCH;
    }

    /**
     * @throws BrokenCheckpoint when a field is missing, wrong or has a value that this engine does not support
     */
    public static VaeConfig read(Path file) {
        Fields fields = Fields.of(file);
        fields.require("in_channels", "3", "pictures are red, green and blue");
        fields.require("out_channels", "3", "pictures are red, green and blue");
        fields.require("act_fn", "silu", "it is the only activation of this network");
        if (!fields.integers("patch_size").orElse(List.of(PATCH, PATCH)).equals(List.of(PATCH, PATCH))) {
            throw fields.wrong("patch_size", "[2, 2]");
        }
        List<Integer> encoder = fields.integers("block_out_channels")
                .orElseThrow(() -> fields.missing("block_out_channels"));
        List<Integer> decoder = fields.integers("decoder_block_out_channels").orElse(encoder);
        if (encoder.isEmpty() || encoder.size() != decoder.size()) {
            throw fields.wrong("decoder_block_out_channels", "as long as block_out_channels");
        }
        return new VaeConfig(fields.integer("latent_channels"), encoder, decoder, fields.integer("layers_per_block", 2),
                fields.integer("norm_num_groups", 32), fields.flag("mid_block_add_attention", true),
                fields.flag("use_quant_conv", true), fields.flag("use_post_quant_conv", true),
                fields.number("batch_norm_eps", 1e-4));
    }

    /** All required tensors, in the order of the networks. */
    public Map<String, Shape> tensors() {
        Map<String, Shape> all = new LinkedHashMap<>();
        conv(all, "encoder.conv_in", encoder.getFirst(), 3, 3);
        int in = encoder.getFirst();
        for (int level = 0; level < encoder.size(); level++) {
            int out = encoder.get(level);
            String block = "encoder.down_blocks." + level + ".";
            for (int i = 0; i < resnets; i++) {
                resnet(all, block + "resnets." + i, i == 0 ? in : out, out);
            }
            if (level < encoder.size() - 1) {
                conv(all, block + "downsamplers.0.conv", out, out, 3);
            }
            in = out;
        }
        mid(all, "encoder.mid_block.", encoder.getLast());
        norm(all, "encoder.conv_norm_out", encoder.getLast());
        conv(all, "encoder.conv_out", 2 * latents, encoder.getLast(), 3);
        if (quantConv) {
            conv(all, "quant_conv", 2 * latents, 2 * latents, 1);
        }
        if (postQuantConv) {
            conv(all, "post_quant_conv", latents, latents, 1);
        }
        conv(all, "decoder.conv_in", decoder.getLast(), latents, 3);
        mid(all, "decoder.mid_block.", decoder.getLast());
        in = decoder.getLast();
        for (int level = 0; level < decoder.size(); level++) {
            int out = decoder.get(decoder.size() - 1 - level);
            String block = "decoder.up_blocks." + level + ".";
            for (int i = 0; i <= resnets; i++) {
                resnet(all, block + "resnets." + i, i == 0 ? in : out, out);
            }
            if (level < decoder.size() - 1) {
                conv(all, block + "upsamplers.0.conv", out, out, 3);
            }
            in = out;
        }
        norm(all, "decoder.conv_norm_out", decoder.getFirst());
        conv(all, "decoder.conv_out", 3, decoder.getFirst(), 3);
        all.put("bn.running_mean", Shape.of(tokenChannels()));
        all.put("bn.running_var", Shape.of(tokenChannels()));
        return all;
    }

    private void mid(Map<String, Shape> all, String prefix, int channels) {
        resnet(all, prefix + "resnets.0", channels, channels);
        if (midAttention) {
            norm(all, prefix + "attentions.0.group_norm", channels);
            for (String linear : List.of("to_q", "to_k", "to_v", "to_out.0")) {
                all.put(prefix + "attentions.0." + linear + ".weight", Shape.of(channels, channels));
                all.put(prefix + "attentions.0." + linear + ".bias", Shape.of(channels));
            }
        }
        resnet(all, prefix + "resnets.1", channels, channels);
    }

    private static void resnet(Map<String, Shape> all, String prefix, int in, int out) {
        norm(all, prefix + ".norm1", in);
        conv(all, prefix + ".conv1", out, in, 3);
        norm(all, prefix + ".norm2", out);
        conv(all, prefix + ".conv2", out, out, 3);
        if (in != out) {
            conv(all, prefix + ".conv_shortcut", out, in, 1);
        }
    }

    private static void norm(Map<String, Shape> all, String prefix, int channels) {
        all.put(prefix + ".weight", Shape.of(channels));
        all.put(prefix + ".bias", Shape.of(channels));
    }

    private static void conv(Map<String, Shape> all, String prefix, int out, int in, int side) {
        all.put(prefix + ".weight", Shape.of(out, in, side, side));
        all.put(prefix + ".bias", Shape.of(out));
    }
}
