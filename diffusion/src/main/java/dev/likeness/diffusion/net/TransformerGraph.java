package dev.likeness.diffusion.net;

import dev.likeness.diffusion.config.TransformerConfig;
import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.util.ArrayList;
import java.util.List;

/**
 * The diffusion transformer of FLUX.2 as a graph: blocks with separate streams for text and picture, then blocks with
 * one stream for both.
 *
 * <p>Inputs: {@code tokens} [1, N + R, channels] (the picture's, then the references'), {@code text} [1, T, width]
 * (from {@link #contextEmbedder}), {@code cos} and {@code sin} [1, T + N + R, headWidth / 2], {@code time} [1,
 * frequencies] and, where guidance is fed, {@code guidance} likewise; {@code from} and {@code to} [1]: T and T + N.
 * Output: {@code velocity} [1, N, outChannels]. Weights are used as stored: fused projections are split by rows, which
 * costs nothing. In the last block only keys and values are computed for all rows, the rest for the picture's rows
 * only, because the others are not used.
 */
public final class TransformerGraph {
    private static final String TIME = "time_guidance_embed.";

    private final TransformerConfig config;
    private final Graph graph;
    private final Layers layers;
    private final Trace trace;
    private final long width;
    private final Value cos;
    private final Value sin;

    private TransformerGraph(TransformerConfig config, Checkpoint weights, Precision precision, Trace trace) {
        this.config = config;
        this.trace = trace;
        graph = new Graph("transformer", precision);
        layers = new Layers(graph, weights);
        width = config.width();
        cos = graph.input("cos", ElementType.F32, 1, "all", config.headWidth() / 2);
        sin = graph.input("sin", ElementType.F32, 1, "all", config.headWidth() / 2);
    }

    /**
     * The embedding of the text, which does not depend on the step: {@code text} [1, T, textWidth] to {@code entered}
     * [1, T, width].
     */
    public static byte[] contextEmbedder(TransformerConfig config, Checkpoint weights, Precision precision) {
        Graph graph = new Graph("context_embedder", precision);
        Value text = graph.narrow(graph.input("text", ElementType.F32, 1, "words", config.textWidth()));
        graph.output("entered", new Layers(graph, weights).linear(text, "context_embedder"), 1, "words",
                config.width());
        return graph.model();
    }

    /**
     * @param guided whether guidance is an input; only for configurations that have an embedding of it
     */
    public static byte[] model(TransformerConfig config, Checkpoint weights, Precision precision, boolean guided,
            Trace trace) {
        return new TransformerGraph(config, weights, precision, trace).build(guided);
    }

    /** Shift, scale and gate of one half of a block, [width] each. */
    private record Modulation(Value shift, Value scale, Value gate) {}

    private record Streams(Value text, Value picture) {}

    private record Joint(Value q, Value k, Value v) {}

    private byte[] build(boolean guided) {
        Value tokens = graph.narrow(graph.input("tokens", ElementType.F32, 1, "pixels", config.channels()));
        Value text = graph.narrow(graph.input("text", ElementType.F32, 1, "words", config.width()));
        Value from = graph.input("from", ElementType.I64, 1);
        Value to = graph.input("to", ElementType.I64, 1);
        Value moment = layers.silu(moment(guided));
        List<Modulation> pictureMods = modulations("double_stream_modulation_img.linear", moment, 2, "mod_img");
        List<Modulation> textMods = modulations("double_stream_modulation_txt.linear", moment, 2, "mod_txt");
        Modulation singleMod = modulations("single_stream_modulation.linear", moment, 1, "mod_single").getFirst();
        Value picture = layers.linear(tokens, "x_embedder");
        trace.show(graph, "dit.x_embedder", picture, 1, "pixels", config.width());
        Streams streams = new Streams(text, picture);
        for (int i = 0; i < config.doubleBlocks(); i++) {
            streams = doubleBlock(i, streams, textMods, pictureMods);
            trace.show(graph, "dit.double" + i + ".0", streams.text, 1, "words", config.width());
            trace.show(graph, "dit.double" + i + ".1", streams.picture, 1, "pixels", config.width());
        }
        Value all = layers.concat(1, streams.text, streams.picture);
        for (int i = 0; i < config.singleBlocks(); i++) {
            boolean last = i == config.singleBlocks() - 1 && trace == Trace.OFF;
            all = singleBlock(i, all, singleMod, last ? List.of(from, to) : List.of());
            trace.show(graph, "dit.single" + i, all, 1, "all", config.width());
        }
        if (trace == Trace.ON) {
            Value left = normOut(layers.tokens(all, from, graph.wholes(Integer.MAX_VALUE)), moment);
            trace.show(graph, "dit.norm_out", left, 1, "pixels", config.width());
            trace.show(graph, "dit.proj_out", layers.linear(left, "proj_out"), 1, "pixels", config.outChannels());
        }
        if (trace == Trace.ON || config.singleBlocks() == 0) {
            all = layers.tokens(all, from, to);
        }
        graph.output("velocity", layers.linear(normOut(all, moment), "proj_out"), 1, "N", config.outChannels());
        return graph.model();
    }

    private Value moment(boolean guided) {
        Value time = embedded("time", "timestep_embedder");
        Value moment = guided ? layers.add(time, embedded("guidance", "guidance_embedder")) : time;
        trace.show(graph, "dit.temb", moment, 1, config.width());
        return moment;
    }

    private Value embedded(String input, String name) {
        Value sinusoid = graph.narrow(graph.input(input, ElementType.F32, 1, config.frequencies()));
        return layers.linear(layers.silu(layers.linear(sinusoid, TIME + name + ".linear_1")),
                TIME + name + ".linear_2");
    }

    private List<Modulation> modulations(String name, Value moment, int halves, String shown) {
        List<Modulation> all = new ArrayList<>();
        List<Value> chunks = new ArrayList<>();
        for (int i = 0; i < 3 * halves; i++) {
            chunks.add(layers.reshape(layers.linear(moment, name, i * width, (i + 1) * width), -1));
        }
        for (int i = 0; i < halves; i++) {
            all.add(new Modulation(chunks.get(3 * i), chunks.get(3 * i + 1), chunks.get(3 * i + 2)));
        }
        if (trace == Trace.ON) {
            Value whole = layers.reshape(layers.concat(0, chunks.toArray(Value[]::new)), 1, -1);
            trace.show(graph, "dit." + shown, whole, 1, 3 * halves * width);
        }
        return all;
    }

    private Streams doubleBlock(int i, Streams in, List<Modulation> textMods, List<Modulation> pictureMods) {
        String block = "transformer_blocks." + i + ".";
        String attn = block + "attn.";
        Value text = modulated(in.text, textMods.getFirst());
        Value picture = modulated(in.picture, pictureMods.getFirst());
        Joint joint = new Joint(
                layers.concat(1, normed(layers.linear(text, attn + "add_q_proj"), attn + "norm_added_q"),
                        normed(layers.linear(picture, attn + "to_q"), attn + "norm_q")),
                layers.concat(1, normed(layers.linear(text, attn + "add_k_proj"), attn + "norm_added_k"),
                        normed(layers.linear(picture, attn + "to_k"), attn + "norm_k")),
                layers.concat(1, layers.linear(text, attn + "add_v_proj"), layers.linear(picture, attn + "to_v")));
        Value seen = attention(rope(joint.q, cos, sin), joint);
        Value words = graph.sizes(in.text, Attribute.of("start", 1), Attribute.of("end", 2));
        Value seenText = layers.tokens(seen, graph.wholes(0), words);
        Value seenPicture = layers.tokens(seen, words, graph.wholes(Integer.MAX_VALUE));
        Value outText = layers.linear(seenText, attn + "to_add_out");
        Value outPicture = layers.linear(seenPicture, attn + "to_out.0");
        trace.show(graph, "dit.double" + i + ".attn.0", outPicture, 1, "pixels", config.width());
        trace.show(graph, "dit.double" + i + ".attn.1", outText, 1, "words", config.width());
        return new Streams(stream(in.text, outText, textMods, block + "ff_context"),
                stream(in.picture, outPicture, pictureMods, block + "ff"));
    }

    private Value stream(Value x, Value seen, List<Modulation> mods, String feedForward) {
        Value attended = layers.add(x, layers.mul(mods.getFirst().gate, seen));
        Value normed = modulated(attended, mods.getLast());
        long m = config.feedForward();
        Value inside = layers.gated(layers.linear(normed, feedForward + ".linear_in", 0, m),
                layers.linear(normed, feedForward + ".linear_in", m, 2 * m));
        Value out = layers.linear(inside, feedForward + ".linear_out");
        trace.show(graph, feedForward.replace("transformer_blocks.", "dit.double"), out, 1, "T_" + feedForward,
                config.width());
        return layers.add(attended, layers.mul(mods.getLast().gate, out));
    }

    /**
     * @param only the bounds of the rows to compute; empty for all rows
     */
    private Value singleBlock(int i, Value in, Modulation mod, List<Value> only) {
        String attn = "single_transformer_blocks." + i + ".attn.";
        String fused = attn + "to_qkv_mlp_proj";
        Value normed = modulated(in, mod);
        Value wanted = rows(normed, only);
        Value q = normed(layers.linear(wanted, fused, 0, width), attn + "norm_q");
        Joint joint = new Joint(q, normed(layers.linear(normed, fused, width, 2 * width), attn + "norm_k"),
                layers.linear(normed, fused, 2 * width, 3 * width));
        Value seen = attention(rope(q, rows(cos, only), rows(sin, only)), joint);
        long m = config.feedForward();
        long start = 3 * width;
        Value inside = layers.gated(layers.linear(wanted, fused, start, start + m),
                layers.linear(wanted, fused, start + m, start + 2 * m));
        Value out = layers.linear(layers.concat(2, seen, inside), attn + "to_out");
        trace.show(graph, "dit.single" + i + ".attn", out, 1, "all", config.width());
        return layers.add(rows(in, only), layers.mul(mod.gate, out));
    }

    private Value rows(Value x, List<Value> only) {
        return only.isEmpty() ? x : layers.tokens(x, only.getFirst(), only.getLast());
    }

    private Value attention(Value turnedQuery, Joint joint) {
        return layers.attention(turnedQuery, rope(joint.k, cos, sin), joint.v, config.heads(), config.headWidth());
    }

    private Value rope(Value x, Value cosines, Value sines) {
        return layers.rope(x, cosines, sines, config.heads(), true);
    }

    private Value normed(Value x, String name) {
        return layers.headRms(x, name, config.heads(), config.headWidth(), config.epsilon());
    }

    private Value modulated(Value x, Modulation mod) {
        return layers.modulated(x, mod.scale, mod.shift, config.epsilon());
    }

    /** Scale comes before shift here, unlike in the blocks. */
    private Value normOut(Value x, Value moment) {
        String name = "norm_out.linear";
        Value scale = layers.reshape(layers.linear(moment, name, 0, width), -1);
        Value shift = layers.reshape(layers.linear(moment, name, width, 2 * width), -1);
        return layers.modulated(x, scale, shift, config.epsilon());
    }
}
