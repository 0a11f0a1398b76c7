package dev.likeness.diffusion.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.diffusion.TinySafetensors;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupNormTest {
    private static final int CHANNELS = 4;
    private static final int GROUPS = 2;
    private static final int HEIGHT = 1024;
    private static final int WIDTH = 768;
    private static final double EPSILON = 1e-6;

    @TempDir
    Path folder = Path.of("");

    /** Sums of a million numbers: added one after the other in F32 they would be off by 1e-5 and more. */
    @Test
    void isAsExactForALargePictureAsForASmallOne() {
        float[] weight = {0.5f, 1, 1.5f, 2};
        float[] bias = {0.1f, -0.2f, 0.3f, 0};
        Path file = new TinySafetensors().put("n.weight", ElementType.F32, new long[]{CHANNELS}, weight)
                .put("n.bias", ElementType.F32, new long[]{CHANNELS}, bias).write(folder.resolve("w.safetensors"));
        Graph graph = new Graph("norm", Precision.F32);
        Layers layers = new Layers(graph, Checkpoint.open(folder));
        graph.output("y", layers.groupNorm(graph.input("x", ElementType.F32, 1, CHANNELS, "h", "w"), "n", GROUPS,
                EPSILON), 1, CHANNELS, "h", "w");
        float[] x = random();
        try (Network network = Network.open(graph.model(), file, new Device.Processors(1))) {
            Map<String, FloatTensor> out = network.run(
                    new Network.Inputs().with("x", FloatTensor.of(x, 1, CHANNELS, HEIGHT, WIDTH)), Cancellation.NEVER);
            float[] y = Objects.requireNonNull(out.get("y")).data();
            double[] wanted = wanted(x, weight, bias);
            double off = 0;
            for (int i = 0; i < y.length; i++) {
                off = Math.max(off, Math.abs(y[i] - wanted[i]));
            }
            assertThat(off).isLessThan(4e-6);
        }
    }

    /** Brighter below, and far from zero: what makes sums long and differences small. */
    private static float[] random() {
        Random chance = new Random(1);
        float[] x = new float[CHANNELS * HEIGHT * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (chance.nextGaussian() + 2 + i / WIDTH % HEIGHT / (double) HEIGHT);
        }
        return x;
    }

    private static double[] wanted(float[] x, float[] weight, float[] bias) {
        int group = x.length / GROUPS;
        int channel = x.length / CHANNELS;
        double[] y = new double[x.length];
        for (int from = 0; from < x.length; from += group) {
            double mean = 0;
            for (int i = from; i < from + group; i++) {
                mean += x[i] / (double) group;
            }
            double variance = 0;
            for (int i = from; i < from + group; i++) {
                variance += (x[i] - mean) * (x[i] - mean) / group;
            }
            for (int i = from; i < from + group; i++) {
                y[i] = (x[i] - mean) / Math.sqrt(variance + EPSILON) * weight[i / channel] + bias[i / channel];
            }
        }
        return y;
    }
}
