package dev.likeness.diffusion.net;

import dev.likeness.diffusion.config.TextEncoderConfig;
import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.util.List;

/**
 * Qwen3 as a text encoder: the hidden states after some layers (the taps) are concatenated; layers after the last tap
 * are not run.
 *
 * <p>Inputs: {@code ids} [1, T] (I64), {@code mask} [T, T] (BOOL: row attends to column), {@code cos} and {@code sin}
 * [1, T, headWidth / 2]. Output: {@code embedding} [1, T, taps x width].
 */
public final class TextEncoderGraph {
    private final TextEncoderConfig config;
    private final Checkpoint weights;
    private final Graph graph;
    private final Layers layers;
    private final Value mask;
    private final Value cos;
    private final Value sin;

    private TextEncoderGraph(TextEncoderConfig config, Checkpoint weights, Precision precision) {
        this.config = config;
        this.weights = weights;
        graph = new Graph("text_encoder", precision);
        layers = new Layers(graph, weights);
        mask = graph.input("mask", ElementType.BOOL, "T", "T");
        cos = graph.input("cos", ElementType.F32, 1, "T", config.headWidth() / 2);
        sin = graph.input("sin", ElementType.F32, 1, "T", config.headWidth() / 2);
    }

    /**
     * @param taps layers after which the hidden state is taken; the total number of layers means after the final norm
     */
    public static byte[] model(TextEncoderConfig config, Checkpoint weights, Precision precision, List<Integer> taps,
            Trace trace) {
        return new TextEncoderGraph(config, weights, precision).build(taps, trace);
    }

    private byte[] build(List<Integer> taps, Trace trace) {
        Value ids = graph.input("ids", ElementType.I64, 1, "T");
        Value[] tapped = new Value[taps.size()];
        Value x = embedded(ids);
        int depth = trace == Trace.ON && weights.find("model.norm.weight").isPresent()
                ? config.layers()
                : taps.stream().mapToInt(Integer::intValue).max().orElseThrow();
        for (int layer = 0; layer <= depth; layer++) {
            if (layer > 0) {
                x = layer(layer - 1, x, trace);
            }
            Value state = layer == config.layers() ? layers.rms(x, "model.norm", config.epsilon()) : x;
            trace.show(graph, "qwen.hidden_states." + layer, state, 1, "T", config.width());
            for (int tap = 0; tap < tapped.length; tap++) {
                if (taps.get(tap) == layer) {
                    tapped[tap] = state;
                }
            }
        }
        graph.output("embedding", layers.concat(2, tapped), 1, "T", taps.size() * config.width());
        return graph.model();
    }

    /** Rows are looked up before they are cast, because the table is a tenth of all weights. */
    private Value embedded(Value ids) {
        return graph.narrow(graph.op("Gather", List.of(graph.stored(weights.get("model.embed_tokens.weight")), ids)));
    }

    private Value layer(int i, Value x, Trace trace) {
        String layer = "model.layers." + i + ".";
        Value seen = attention(layer + "self_attn.", layers.rms(x, layer + "input_layernorm", config.epsilon()));
        trace.show(graph, "qwen.layer" + i + ".self_attn.0", seen, 1, "T", config.width());
        Value attended = layers.add(x, seen);
        Value normed = layers.rms(attended, layer + "post_attention_layernorm", config.epsilon());
        Value inside = layers.gated(layers.linear(normed, layer + "mlp.gate_proj"),
                layers.linear(normed, layer + "mlp.up_proj"));
        Value out = layers.linear(inside, layer + "mlp.down_proj");
        trace.show(graph, "qwen.layer" + i + ".mlp", out, 1, "T", config.width());
        return layers.add(attended, out);
    }

    private Value attention(String attn, Value x) {
        Value q = rotated(layers.linear(x, attn + "q_proj"), attn + "q_norm", config.heads());
        Value k = rotated(layers.linear(x, attn + "k_proj"), attn + "k_norm", config.keyHeads());
        Value v = layers.linear(x, attn + "v_proj");
        Value seen = graph.op("Attention", List.of(q, k, v, mask), Attribute.of("q_num_heads", config.heads()),
                Attribute.of("kv_num_heads", config.keyHeads()),
                Attribute.of("scale", 1 / Math.sqrt(config.headWidth())));
        return layers.linear(seen, attn + "o_proj");
    }

    private Value rotated(Value x, String norm, int heads) {
        Value normed = layers.headRms(x, norm, heads, config.headWidth(), config.epsilon());
        return layers.rope(normed, cos, sin, heads, false);
    }
}
