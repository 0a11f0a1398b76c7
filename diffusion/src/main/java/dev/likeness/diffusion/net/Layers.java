package dev.likeness.diffusion.net;

import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.StoredTensor;
import java.util.List;

/** The layers of these networks. Sequences have the shape [1, tokens, width], pictures [1, C, H, W]. */
final class Layers {
    private final Graph graph;
    private final Checkpoint weights;

    Layers(Graph graph, Checkpoint weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** {@code x · Wᵀ} with a stored {@code W [out, in]}. */
    Value linear(Value x, String name) {
        return linear(x, weights.get(name + ".weight"));
    }

    Value linear(Value x, StoredTensor weight) {
        return graph.own("FusedMatMul", List.of(x, graph.weight(weight)), Attribute.of("transB", 1));
    }

    /** A part of its outputs: rows of the weight, which are a byte range of its file. */
    Value linear(Value x, String name, long from, long to) {
        return linear(x, weights.get(name + ".weight").rows(from, to));
    }

    Value linearWithBias(Value x, String name) {
        return add(linear(x, name), graph.weight(weights.get(name + ".bias")));
    }

    Value add(Value a, Value b) {
        return graph.op("Add", List.of(a, b));
    }

    Value mul(Value a, Value b) {
        return graph.op("Mul", List.of(a, b));
    }

    Value silu(Value x) {
        return mul(x, graph.op("Sigmoid", List.of(x)));
    }

    /** The gating of SwiGLU; the first argument is the gate. */
    Value gated(Value gate, Value x) {
        return mul(silu(gate), x);
    }

    Value concat(int axis, Value... parts) {
        return parts.length == 1 ? parts[0] : graph.op("Concat", List.of(parts), Attribute.of("axis", axis));
    }

    Value reshape(Value x, long... shape) {
        return graph.op("Reshape", List.of(x, graph.wholes(shape)));
    }

    /** Rows {@code [from, to)} of a sequence; both are tensors of one integer. */
    Value tokens(Value x, Value from, Value to) {
        return graph.op("Slice", List.of(x, from, to, graph.wholes(1)));
    }

    /** RMS norm over the width. */
    Value rms(Value x, String name, double epsilon) {
        return graph.op("RMSNormalization", List.of(x, graph.weight(weights.get(name + ".weight"))),
                Attribute.of("axis", -1), Attribute.of("epsilon", epsilon));
    }

    /** RMS norm over each head. */
    Value headRms(Value x, String name, int heads, int headWidth, double epsilon) {
        return reshape(rms(reshape(x, 0, 0, heads, headWidth), name, epsilon), 0, 0, (long) heads * headWidth);
    }

    /**
     * Rotary position embedding of each head, in F32 like the reference.
     *
     * @param cos [1, tokens, headWidth / 2], F32
     */
    Value rope(Value x, Value cos, Value sin, int heads, boolean interleaved) {
        return graph.narrow(graph.op("RotaryEmbedding", List.of(graph.wide(x), cos, sin),
                Attribute.of("interleaved", interleaved ? 1 : 0), Attribute.of("num_heads", heads)));
    }

    /** Attention without a mask. ONNX Runtime's own operator, which never stores the whole matrix of scores. */
    Value attention(Value q, Value k, Value v, int heads, int headWidth) {
        return graph.own("MultiHeadAttention", List.of(q, k, v), Attribute.of("num_heads", heads),
                Attribute.of("scale", 1 / Math.sqrt(headWidth)));
    }

    /** LayerNorm with a computed affine part: {@code (1 + scale) LN(x) + shift}, [width] each. */
    Value modulated(Value x, Value scale, Value shift, double epsilon) {
        Value onePlus = add(scale, graph.narrow(graph.reals(1)));
        return graph.op("LayerNormalization", List.of(x, onePlus, shift), Attribute.of("axis", -1),
                Attribute.of("epsilon", epsilon));
    }

    Value conv(Value x, String name, int side) {
        long pad = side / 2;
        return conv(x, name, List.of(pad, pad, pad, pad), 1);
    }

    /**
     * @param pads above, left, below, right
     */
    Value conv(Value x, String name, List<Long> pads, long stride) {
        return conv(x, graph.weight(weights.get(name + ".weight")), graph.weight(weights.get(name + ".bias")), pads,
                stride);
    }

    /** A convolution in F32, whatever the graph's precision. */
    Value wideConv(Value x, String name, int side) {
        long pad = side / 2;
        return conv(x, graph.wideWeight(weights.get(name + ".weight")), graph.wideWeight(weights.get(name + ".bias")),
                List.of(pad, pad, pad, pad), 1);
    }

    private Value conv(Value x, Value weight, Value bias, List<Long> pads, long stride) {
        return graph.op("Conv", List.of(x, weight, bias), Attribute.of("pads", pads),
                Attribute.of("strides", List.of(stride, stride)));
    }

    /**
     * In F32, made of operators that have CUDA kernels. ONNX Runtime decomposes ONNX's own operator into ones that
     * compute with shapes, and runs these on the CPU.
     */
    Value groupNorm(Value x, String name, int groups, double epsilon) {
        long channels = weights.get(name + ".weight").shape().sizes().getFirst();
        Value mean = mean(x, groups);
        Value spread = graph.op("Expand", List.of(mean, graph.wholes(1, groups, channels / groups)));
        Value centred = graph.op("Sub", List.of(x, reshape(spread, 1, channels, 1, 1)));
        Value variance = mean(mul(centred, centred), groups);
        Value deviation = graph.op("Sqrt", List.of(add(variance, graph.reals((float) epsilon))));
        Value scale = graph.op("Div", List.of(affine(name + ".weight", groups), deviation));
        Value shift = graph.op("Sub", List.of(affine(name + ".bias", groups), mul(mean, scale)));
        return add(mul(x, reshape(scale, 1, -1, 1, 1)), reshape(shift, 1, -1, 1, 1));
    }

    /**
     * The mean of every group, [1, groups, 1]. Rows are averaged first: in F32 the error of a sum grows with its
     * length, and a group of a large picture has a million numbers.
     */
    private Value mean(Value x, int groups) {
        Value rows = graph.op("ReduceMean", List.of(x, graph.wholes(3)));
        return graph.op("ReduceMean", List.of(reshape(rows, 0, groups, -1), graph.wholes(2)));
    }

    private Value affine(String name, int groups) {
        return reshape(graph.wideWeight(weights.get(name)), 1, groups, -1);
    }

    /** Enlarges a picture twofold by repeating pixels. There is no CUDA kernel of Resize for BF16. */
    Value doubled(Value x, int channels) {
        Value apart = reshape(x, -1, 1, 1, 0, 1); // rows of all channels [CH, 1, 1, W, 1]
        Value squares = graph.op("Expand", List.of(apart, graph.wholes(1, 1, 2, 1, 2)));
        return reshape(reshape(squares, 0, 0, 0, -1), 1, channels, -1, 0);
    }
}
