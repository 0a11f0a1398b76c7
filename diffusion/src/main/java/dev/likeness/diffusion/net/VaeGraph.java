package dev.likeness.diffusion.net;

import dev.likeness.diffusion.config.VaeConfig;
import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.util.List;

/**
 * The picture encoder ({@code picture} [1, 3, H, W], -1 to 1, to {@code moments} [1, 2 latents, H/8, W/8]) and decoder
 * ({@code latents} [1, latents, h, w] to {@code picture} [1, 3, 8h, 8w]). Values between convolutions are F32 whatever
 * the precision, and so are the first and the last convolution, which cost almost nothing: with BF16 alone the error
 * would grow beyond 2 %.
 */
public final class VaeGraph {
    private static final double EPSILON = 1e-6;

    private final VaeConfig config;
    private final Graph graph;
    private final Layers layers;
    private final Trace trace;

    private VaeGraph(String name, VaeConfig config, Checkpoint weights, Precision precision, Trace trace) {
        this.config = config;
        this.trace = trace;
        graph = new Graph(name, precision);
        layers = new Layers(graph, weights);
    }

    public static byte[] encoder(VaeConfig config, Checkpoint weights, Precision precision, Trace trace) {
        return new VaeGraph("vae_encoder", config, weights, precision, trace).encoder();
    }

    public static byte[] decoder(VaeConfig config, Checkpoint weights, Precision precision, Trace trace) {
        return new VaeGraph("vae_decoder", config, weights, precision, trace).decoder();
    }

    private byte[] encoder() {
        Value x = graph.input("picture", ElementType.F32, 1, 3, "H", "W");
        x = shown("enc.conv_in", layers.wideConv(x, "encoder.conv_in", 3));
        int in = config.encoder().getFirst();
        for (int level = 0; level < config.encoder().size(); level++) {
            int out = config.encoder().get(level);
            String block = "encoder.down_blocks." + level + ".";
            for (int i = 0; i < config.resnets(); i++) {
                x = resnet(x, block + "resnets." + i, i == 0 && in != out);
            }
            if (level < config.encoder().size() - 1) {
                x = graph.wide(layers.conv(graph.narrow(x), block + "downsamplers.0.conv", List.of(0L, 0L, 1L, 1L), 2));
            }
            x = shown("enc.down" + level, x);
            in = out;
        }
        x = mid(x, "encoder.mid_block.", "enc", config.encoder().getLast());
        x = layers.silu(norm(x, "encoder.conv_norm_out"));
        x = shown("enc.conv_out", layers.wideConv(x, "encoder.conv_out", 3));
        graph.output("moments", config.quantConv() ? layers.wideConv(x, "quant_conv", 1) : x, 1, 2 * config.latents(),
                "h", "w");
        return graph.model();
    }

    private byte[] decoder() {
        Value x = graph.input("latents", ElementType.F32, 1, config.latents(), "h", "w");
        x = config.postQuantConv() ? shown("post_quant_conv", layers.wideConv(x, "post_quant_conv", 1)) : x;
        x = shown("dec.conv_in", layers.wideConv(x, "decoder.conv_in", 3));
        x = mid(x, "decoder.mid_block.", "dec", config.decoder().getLast());
        int in = config.decoder().getLast();
        for (int level = 0; level < config.decoder().size(); level++) {
            int out = config.decoder().get(config.decoder().size() - 1 - level);
            String block = "decoder.up_blocks." + level + ".";
            for (int i = 0; i <= config.resnets(); i++) {
                x = resnet(x, block + "resnets." + i, i == 0 && in != out);
            }
            if (level < config.decoder().size() - 1) {
                x = conv(layers.doubled(graph.narrow(x), out), block + "upsamplers.0.conv", 3);
            }
            x = shown("dec.up" + level, x);
            in = out;
        }
        x = layers.silu(norm(x, "decoder.conv_norm_out"));
        graph.output("picture", layers.wideConv(x, "decoder.conv_out", 3), 1, 3, "H", "W");
        return graph.model();
    }

    private Value mid(Value x, String block, String shown, int channels) {
        Value result = resnet(x, block + "resnets.0", false);
        if (config.midAttention()) {
            result = shown(shown + ".mid.attn", attention(result, block + "attentions.0.", channels));
        }
        return shown(shown + ".mid", resnet(result, block + "resnets.1", false));
    }

    private Value resnet(Value x, String name, boolean shortcut) {
        Value h = conv(layers.silu(norm(x, name + ".norm1")), name + ".conv1", 3);
        h = conv(layers.silu(norm(h, name + ".norm2")), name + ".conv2", 3);
        return layers.add(shortcut ? conv(x, name + ".conv_shortcut", 1) : x, h);
    }

    /** Self-attention of all positions, with one head as wide as the number of channels. */
    private Value attention(Value x, String name, int channels) {
        Value normed = layers.reshape(graph.narrow(norm(x, name + "group_norm")), 0, 0, -1);
        Value places = transposed(normed);
        Value seen = layers.attention(layers.linearWithBias(places, name + "to_q"),
                layers.linearWithBias(places, name + "to_k"), layers.linearWithBias(places, name + "to_v"), 1,
                channels);
        Value out = transposed(layers.linearWithBias(seen, name + "to_out.0"));
        return layers.add(x, graph.wide(graph.op("Reshape", List.of(out, graph.sizes(x)))));
    }

    private Value transposed(Value x) {
        return graph.op("Transpose", List.of(x), Attribute.of("perm", List.of(0L, 2L, 1L)));
    }

    private Value conv(Value x, String name, int side) {
        return graph.wide(layers.conv(graph.narrow(x), name, side));
    }

    private Value norm(Value x, String name) {
        return layers.groupNorm(x, name, config.groups(), EPSILON);
    }

    private Value shown(String name, Value value) {
        trace.show(graph, "vae." + name, value, 1, "C_" + name, "H_" + name, "W_" + name);
        return value;
    }
}
