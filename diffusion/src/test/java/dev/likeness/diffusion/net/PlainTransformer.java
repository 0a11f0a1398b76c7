package dev.likeness.diffusion.net;

import dev.likeness.diffusion.config.TransformerConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The transformer once more, in double precision, with loops instead of operators: slow, and easy to believe. */
final class PlainTransformer {
    private final TransformerConfig config;
    private final Map<String, float[]> weights;
    private final double[][] cos;
    private final double[][] sin;

    /**
     * @param angles of each token, half a head's width
     */
    PlainTransformer(TransformerConfig config, Map<String, float[]> weights, double[][] angles) {
        this.config = config;
        this.weights = weights;
        cos = each(angles, Math::cos);
        sin = each(angles, Math::sin);
    }

    double[][] velocity(double[][] tokens, double[][] text, double[] sinusoid, int wanted) {
        double[][] moment = silu(linear(silu(linear(new double[][]{sinusoid},
                "time_guidance_embed.timestep_embedder.linear_1")), "time_guidance_embed.timestep_embedder.linear_2"));
        double[] pictureMods = linear(moment, "double_stream_modulation_img.linear")[0];
        double[] textMods = linear(moment, "double_stream_modulation_txt.linear")[0];
        double[] mods = linear(moment, "single_stream_modulation.linear")[0];
        double[][] x = linear(tokens, "x_embedder");
        double[][] y = text;
        for (int i = 0; i < config.doubleBlocks(); i++) {
            String block = "transformer_blocks." + i + ".";
            String attn = block + "attn.";
            double[][] nx = modulated(x, chunk(pictureMods, 0), chunk(pictureMods, 1));
            double[][] ny = modulated(y, chunk(textMods, 0), chunk(textMods, 1));
            double[][] q = stacked(normed(linear(ny, attn + "add_q_proj"), attn + "norm_added_q"),
                    normed(linear(nx, attn + "to_q"), attn + "norm_q"));
            double[][] k = stacked(normed(linear(ny, attn + "add_k_proj"), attn + "norm_added_k"),
                    normed(linear(nx, attn + "to_k"), attn + "norm_k"));
            double[][] v = stacked(linear(ny, attn + "add_v_proj"), linear(nx, attn + "to_v"));
            double[][] seen = attention(q, k, v);
            double[][] seenText = rows(seen, 0, y.length);
            double[][] seenPicture = rows(seen, y.length, seen.length);
            y = stream(y, linear(seenText, attn + "to_add_out"), textMods, block + "ff_context.");
            x = stream(x, linear(seenPicture, attn + "to_out.0"), pictureMods, block + "ff.");
        }
        int words = y.length;
        double[][] z = stacked(y, x);
        for (int i = 0; i < config.singleBlocks(); i++) {
            String attn = "single_transformer_blocks." + i + ".attn.";
            int d = config.width();
            int m = config.feedForward();
            double[][] u = linear(modulated(z, chunk(mods, 0), chunk(mods, 1)), attn + "to_qkv_mlp_proj");
            double[][] seen = attention(normed(columns(u, 0, d), attn + "norm_q"),
                    normed(columns(u, d, 2 * d), attn + "norm_k"), columns(u, 2 * d, 3 * d));
            double[][] inside = gated(columns(u, 3 * d, 3 * d + m), columns(u, 3 * d + m, 3 * d + 2 * m));
            z = gatedSum(z, linear(beside(seen, inside), attn + "to_out"), chunk(mods, 2));
        }
        double[] last = linear(moment, "norm_out.linear")[0];
        return linear(modulated(rows(z, words, words + wanted), chunk(last, 1), chunk(last, 0)), "proj_out");
    }

    private double[][] stream(double[][] x, double[][] seen, double[] mods, String feedForward) {
        double[][] attended = gatedSum(x, seen, chunk(mods, 2));
        int m = config.feedForward();
        double[][] ab = linear(modulated(attended, chunk(mods, 3), chunk(mods, 4)), feedForward + "linear_in");
        double[][] out = linear(gated(columns(ab, 0, m), columns(ab, m, 2 * m)), feedForward + "linear_out");
        return gatedSum(attended, out, chunk(mods, 5));
    }

    /** Chunk of a modulation. */
    private double[] chunk(double[] mods, int chunk) {
        return Arrays.copyOfRange(mods, chunk * config.width(), (chunk + 1) * config.width());
    }

    private double[][] modulated(double[][] x, double[] shift, double[] scale) {
        return each(x, (row, i) -> {
            double mean = Arrays.stream(row).average().orElseThrow();
            double variance = Arrays.stream(row).map(value -> (value - mean) * (value - mean)).average()
                    .orElseThrow();
            double[] out = new double[row.length];
            for (int c = 0; c < out.length; c++) {
                out[c] = (1 + scale[c]) * (row[c] - mean) / Math.sqrt(variance + config.epsilon()) + shift[c];
            }
            return out;
        });
    }

    private double[][] normed(double[][] x, String name) {
        float[] weight = weight(name);
        int width = config.headWidth();
        return each(x, (row, i) -> {
            double[] out = new double[row.length];
            for (int head = 0; head < row.length; head += width) {
                double sum = 0;
                for (int c = 0; c < width; c++) {
                    sum += row[head + c] * row[head + c];
                }
                for (int c = 0; c < width; c++) {
                    out[head + c] = row[head + c] / Math.sqrt(sum / width + config.epsilon()) * weight[c];
                }
            }
            return out;
        });
    }

    private double[][] attention(double[][] q, double[][] k, double[][] v) {
        double[][] turnedQ = each(q, this::turned);
        double[][] turnedK = each(k, this::turned);
        int width = config.headWidth();
        return each(turnedQ, (row, i) -> {
            double[] out = new double[row.length];
            double[] scores = new double[k.length];
            for (int head = 0; head < row.length; head += width) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < scores.length; j++) {
                    scores[j] = 0;
                    for (int c = head; c < head + width; c++) {
                        scores[j] += row[c] * turnedK[j][c];
                    }
                    scores[j] /= Math.sqrt(width);
                    largest = Math.max(largest, scores[j]);
                }
                double sum = 0;
                for (int j = 0; j < scores.length; j++) {
                    scores[j] = Math.exp(scores[j] - largest);
                    sum += scores[j];
                }
                for (int j = 0; j < scores.length; j++) {
                    for (int c = head; c < head + width; c++) {
                        out[c] += scores[j] / sum * v[j][c];
                    }
                }
            }
            return out;
        });
    }

    private double[] turned(double[] row, int token) {
        double[] out = new double[row.length];
        for (int c = 0; c < row.length; c += 2) {
            int pair = c % config.headWidth() / 2;
            out[c] = row[c] * cos[token][pair] - row[c + 1] * sin[token][pair];
            out[c + 1] = row[c + 1] * cos[token][pair] + row[c] * sin[token][pair];
        }
        return out;
    }

    private float[] weight(String name) {
        return Objects.requireNonNull(weights.get(name + ".weight"));
    }

    private double[][] linear(double[][] x, String name) {
        float[] weight = weight(name);
        int in = x[0].length;
        return each(x, (row, i) -> {
            double[] out = new double[weight.length / in];
            for (int o = 0; o < out.length; o++) {
                double sum = 0;
                for (int c = 0; c < in; c++) {
                    sum += row[c] * weight[o * in + c];
                }
                out[o] = sum;
            }
            return out;
        });
    }

    @FunctionalInterface
    private interface OfRow {
        double[] of(double[] row, int index);
    }

    private static double[][] each(double[][] x, OfRow work) {
        return IntStream.range(0, x.length).parallel().mapToObj(i -> work.of(x[i], i)).toArray(double[][]::new);
    }

    private static double[][] each(double[][] x, DoubleUnaryOperator work) {
        return each(x, (row, i) -> Arrays.stream(row).map(work).toArray());
    }

    private static double[][] silu(double[][] x) {
        return each(x, value -> value / (1 + Math.exp(-value)));
    }

    private static double[][] gated(double[][] gate, double[][] x) {
        double[][] opened = silu(gate);
        return each(x, (row, i) -> {
            double[] out = row.clone();
            for (int c = 0; c < out.length; c++) {
                out[c] *= opened[i][c];
            }
            return out;
        });
    }

    private static double[][] gatedSum(double[][] x, double[][] more, double[] gate) {
        return each(x, (row, i) -> {
            double[] out = row.clone();
            for (int c = 0; c < out.length; c++) {
                out[c] += gate[c] * more[i][c];
            }
            return out;
        });
    }

    private static double[][] stacked(double[][] a, double[][] b) {
        double[][] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static double[][] beside(double[][] a, double[][] b) {
        return each(a, (row, i) -> {
            double[] out = Arrays.copyOf(row, row.length + b[i].length);
            System.arraycopy(b[i], 0, out, row.length, b[i].length);
            return out;
        });
    }

    private static double[][] rows(double[][] x, int from, int to) {
        return Arrays.copyOfRange(x, from, to);
    }

    private static double[][] columns(double[][] x, int from, int to) {
        return each(x, (row, i) -> Arrays.copyOfRange(row, from, to));
    }
}
