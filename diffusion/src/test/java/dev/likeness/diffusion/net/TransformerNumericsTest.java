package dev.likeness.diffusion.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.diffusion.TinySafetensors;
import dev.likeness.diffusion.config.TransformerConfig;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.sample.Sinusoid;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network against loops in double precision. {@code -Dlikeness.numerics=large} takes a width of 512, 4+8 blocks and
 * 1,024 tokens, for a minute instead of a second.
 */
class TransformerNumericsTest {
    private static final boolean LARGE = "large".equals(System.getProperty("likeness.numerics"));
    private static final int HEADS = LARGE ? 4 : 2;
    private static final int WORDS = LARGE ? 256 : 40;
    private static final int TARGET = LARGE ? 512 : 60;
    private static final int REFERENCE = LARGE ? 256 : 30;

    private final Random chance = new Random(11);

    @Test
    void sumsStayCloseThroughAllBlocks(@TempDir Path folder) {
        TransformerConfig config = new TransformerConfig(32, 32, LARGE ? 4 : 2, LARGE ? 8 : 3, HEADS, 128, 96, 256,
                3 * HEADS * 128, List.of(32, 32, 32, 32), 2000, 1e-6, false);
        Map<String, float[]> weights = weights(config, folder.resolve("x.safetensors"));
        int all = WORDS + TARGET + REFERENCE;
        double[][] angles = new double[all][64];
        for (int token = 0; token < all; token++) {
            for (int pair = 0; pair < 64; pair++) {
                angles[token][pair] = (token % 37) * Math.pow(2000, -(pair % 16) / 16.0);
            }
        }
        double[][] tokens = random(TARGET + REFERENCE, 32);
        double[][] text = random(WORDS, config.width());
        float[] time = Sinusoid.of(767.2, 256);
        double[] sinusoid = new double[256];
        for (int i = 0; i < sinusoid.length; i++) {
            sinusoid[i] = time[i];
        }
        double[][] wanted = new PlainTransformer(config, weights, angles).velocity(tokens, text, sinusoid, TARGET);
        byte[] model = TransformerGraph.model(config, Checkpoint.open(folder).check(config.tensors()), Precision.F32,
                false, Trace.OFF);
        try (Network network = Network.open(model, folder, new Device.Processors(0))) {
            Map<String, FloatTensor> out = network
                    .run(new Network.Inputs().with("tokens", tensor(tokens)).with("text", tensor(text))
                            .with("cos", tensor(map(angles, true))).with("sin", tensor(map(angles, false)))
                            .with("time", FloatTensor.of(time, 1, 256)).with("from", new long[]{WORDS}, 1)
                            .with("to", new long[]{WORDS + TARGET}, 1), Cancellation.NEVER);
            float[] made = Objects.requireNonNull(out.get("velocity")).data();
            double off = 0;
            double largest = 0;
            for (int i = 0; i < made.length; i++) {
                off = Math.max(off, Math.abs(made[i] - wanted[i / 32][i % 32]));
                largest = Math.max(largest, Math.abs(wanted[i / 32][i % 32]));
            }
            assertThat(largest).isGreaterThan(0.5);
            assertThat(off).as("largest difference, of values up to %s", largest).isLessThan(2e-4);
        }
    }

    private Map<String, float[]> weights(TransformerConfig config, Path file) {
        Map<String, float[]> weights = new HashMap<>();
        TinySafetensors out = new TinySafetensors();
        config.tensors().forEach((name, shape) -> {
            float[] values = new float[(int) shape.count()];
            double spread = shape.sizes().size() < 2 ? 0.1 : 1 / Math.sqrt((double) shape.sizes().getLast());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((shape.sizes().size() < 2 ? 1 : 0) + spread * chance.nextGaussian());
            }
            weights.put(name, values);
            out.put(name, ElementType.F32, shape.toArray(), values);
        });
        out.write(file);
        return weights;
    }

    private double[][] random(int rows, int columns) {
        double[][] all = new double[rows][columns];
        for (double[] row : all) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) chance.nextGaussian();
            }
        }
        return all;
    }

    private static double[][] map(double[][] angles, boolean cosines) {
        double[][] all = new double[angles.length][angles[0].length];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all[i].length; j++) {
                all[i][j] = cosines ? Math.cos(angles[i][j]) : Math.sin(angles[i][j]);
            }
        }
        return all;
    }

    private static FloatTensor tensor(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return FloatTensor.of(flat, 1, rows.length, rows[0].length);
    }
}
