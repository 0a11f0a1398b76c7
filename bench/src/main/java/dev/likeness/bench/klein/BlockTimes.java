package dev.likeness.bench.klein;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.config.TransformerConfig;
import dev.likeness.diffusion.config.VaeConfig;
import dev.likeness.diffusion.graph.Attribute;
import dev.likeness.diffusion.graph.Graph;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.graph.Value;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.net.Network;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.net.TransformerGraph;
import dev.likeness.diffusion.net.VaeGraph;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.Probe;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import dev.likeness.diffusion.weights.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Blocks of klein's networks on the processors, beside the rates of the products and convolutions that they are made of, and
 * what memory a model takes beyond its files: {@code java -cp 'bench/target/*:bench/target/lib/*' --enable-native-access=ALL-UNNAMED
 * dev.likeness.bench.klein.BlockTimes [RUNS]} from the repository's folder. A block's time is that of a network with five
 * less that of one with one, by four.
 */
public final class BlockTimes {
    private static final int WIDTH = 1024;
    private static final int TOKENS = 2048;
    private static final int WORDS = 512;
    private static final int CHANNELS = 256;
    private static final int SIDE = 128;
    private static final int MORE = 4;

    private final Path folder;
    private final int runs;
    private final Random chance = new Random(1);

    private BlockTimes(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("memory")) {
            memory(Path.of(arguments[1]));
            return;
        }
        Path folder = Files.createTempDirectory("likeness-blocks");
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        try {
            new BlockTimes(folder, runs).report();
        } finally {
            RandomFolder.delete(folder);
        }
    }

    private void report() throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT,
                "| medians (best) of %d rounds, %d processors | ms | GFLOP/s | of the rate |%n|---|--:|--:|--:|%n",
                runs,
                Runtime.getRuntime().availableProcessors());
        double[][] text = times(product(), transformer(1 + MORE), transformer(1));
        double products = MORE * 2 * 2.0 * TOKENS * WIDTH * 4 * WIDTH;
        row("matrix products of " + TOKENS + " x 1024 x 4096 and back", text[0], products, products, text[0]);
        double block = 2.0 * 13 * WIDTH * WIDTH * TOKENS + 4.0 * TOKENS * TOKENS * WIDTH;
        row("transformer block, width 1024, 2048 tokens", less(text[1], text[2]), block, products, text[0]);
        double[][] picture = times(convolution(), picture(1 + MORE), picture(1));
        double convolutions = MORE * 2.0 * 9 * CHANNELS * CHANNELS * SIDE * SIDE;
        row("convolutions 3x3, 256 channels, 128x128", picture[0], convolutions, convolutions, picture[0]);
        row("VAE ResNet block, 256 channels, 128x128", less(picture[1], picture[2]), convolutions / 2, convolutions,
                picture[0]);
        memory();
    }

    /** A network and what it is run with. */
    private record Timed(Network network, Network.Inputs inputs) {}

    private static void row(String name, double[] times, double work, double rateWork, double[] rateTimes) {
        double[] shares = new double[times.length];
        Arrays.setAll(shares, i -> 100 * work / times[i] / (rateWork / rateTimes[i]));
        System.out.printf(Locale.ROOT, "| %s | %.0f (%.0f) | %.0f (%.0f) | %.0f %% |%n", name, median(times),
                Arrays.stream(times).min().orElseThrow(), work / median(times) / 1e6,
                work / Arrays.stream(times).min().orElseThrow() / 1e6, median(shares));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Timed product() throws IOException {
        Path part = weights("product", Map.of("up", Shape.of(4 * WIDTH, WIDTH), "down", Shape.of(WIDTH, 4 * WIDTH)));
        Graph graph = new Graph("product", Precision.F32);
        Value x = graph.input("x", ElementType.F32, 1, TOKENS, WIDTH);
        for (int i = 0; i < 2 * MORE; i++) {
            Value weight = graph.weight(Checkpoint.open(part).get(i % 2 == 0 ? "up" : "down"));
            x = graph.own("FusedMatMul", List.of(x, weight), Attribute.of("transB", 1));
        }
        graph.output("y", x, 1, TOKENS, WIDTH);
        return timed(graph.model(), part, new Network.Inputs().with("x", random(1, TOKENS, WIDTH)));
    }

    private Timed convolution() throws IOException {
        Path part = weights("convolution", Map.of("w", Shape.of(CHANNELS, CHANNELS, 3, 3)));
        Graph graph = new Graph("convolution", Precision.F32);
        Value x = graph.input("x", ElementType.F32, 1, CHANNELS, SIDE, SIDE);
        for (int i = 0; i < MORE; i++) {
            x = graph.op("Conv", List.of(x, graph.weight(Checkpoint.open(part).get("w"))),
                    Attribute.of("pads", List.of(1L, 1L, 1L, 1L)));
        }
        graph.output("y", x, 1, CHANNELS, SIDE, SIDE);
        return timed(graph.model(), part, new Network.Inputs().with("x", random(1, CHANNELS, SIDE, SIDE)));
    }

    private Timed transformer(int blocks) throws IOException {
        TransformerConfig config = new TransformerConfig(128, 128, 1, blocks, WIDTH / 128, 128, 96, 256, 3 * WIDTH,
                List.of(32, 32, 32, 32), 2000, 1e-6, false);
        Path part = weights("transformer" + blocks, config.tensors());
        Network.Inputs inputs = new Network.Inputs().with("tokens", random(1, TOKENS - WORDS, 128))
                .with("text", random(1, WORDS, WIDTH)).with("cos", random(1, TOKENS, 64))
                .with("sin", random(1, TOKENS, 64)).with("time", random(1, 256)).with("from", new long[]{WORDS}, 1)
                .with("to", new long[]{TOKENS}, 1);
        return timed(TransformerGraph.model(config, Checkpoint.open(part), Precision.F32, false, Trace.OFF), part,
                inputs);
    }

    private Timed picture(int resnets) throws IOException {
        VaeConfig config = new VaeConfig(32, List.of(CHANNELS), List.of(CHANNELS), resnets, 32, false, true, true,
                1e-4);
        Path part = weights("picture" + resnets, config.tensors());
        return timed(VaeGraph.decoder(config, Checkpoint.open(part), Precision.F32, Trace.OFF), part,
                new Network.Inputs().with("latents", random(1, 32, SIDE, SIDE)));
    }

    private static double[] less(double[] five, double[] one) {
        double[] each = new double[five.length];
        Arrays.setAll(each, i -> (five[i] - one[i]) / MORE);
        return each;
    }

    /** In a process of its own, where nothing else comes and goes. */
    private void memory() throws IOException, InterruptedException {
        Path model = folder.resolve("model");
        new RandomFolder(model, ElementType.F32).write(ModelSize.narrowed(WIDTH),
                Path.of("diffusion", "src", "test", "resources", "goldens", "model", "tokenizer"));
        new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:disable", "-Xmx1g", "-cp", System.getProperty("java.class.path"), BlockTimes.class.getName(),
                "memory",
                model.toString()).inheritIO().start().waitFor();
    }

    private static void memory(Path model) throws IOException {
        Setup setup = new Setup(new Device.Processors(0), Long.MAX_VALUE, false);
        long files;
        try (Stream<Path> all = Files.walk(model)) {
            files = all.mapToLong(file -> file.toFile().length()).sum();
        }
        long before = ResidentMemory.now();
        try (KleinModel open = KleinModel.open(ModelConfig.read(model), setup)) {
            for (int run = 0; run < 3; run++) {
                open.make(
                        new PictureRequest("x" + run, List.of(), 512, 512, 1, 1, OptionalDouble.empty(), run,
                                Optional.empty()),
                        Progress.NONE, Cancellation.NEVER, Probe.NONE);
                long more = ResidentMemory.now() - before;
                System.out.printf(Locale.ROOT,
                        "files of %d MB in F32; after picture %d of 512x512 %d MB more memory: %.0f %%%n",
                        files / 1_000_000, run + 1, more / 1_000_000, 100.0 * more / files);
            }
        }
        System.out.printf(Locale.ROOT, "closed again: %d MB more than before%n",
                (ResidentMemory.now() - before) / 1_000_000);
    }

    private Path weights(String name, Map<String, Shape> tensors) throws IOException {
        Path part = Files.createDirectories(folder.resolve(name));
        new RandomFolder(part, ElementType.F32).file("x.safetensors", tensors);
        return part;
    }

    private static Timed timed(byte[] model, Path weights, Network.Inputs inputs) {
        return new Timed(Network.open(model, weights, new Device.Processors(0)), inputs);
    }

    /** Milliseconds of each, run in turn, so that what else the machine does falls on all alike. */
    private double[][] times(Timed... networks) {
        double[][] times = new double[networks.length][runs];
        for (int run = -1; run < runs; run++) {
            for (int i = 0; i < networks.length; i++) {
                long start = System.nanoTime();
                networks[i].network.run(networks[i].inputs, Cancellation.NEVER);
                if (run >= 0) {
                    times[i][run] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.stream(networks).map(Timed::network).forEach(Network::close);
        return times;
    }

    private FloatTensor random(long... sizes) {
        float[] values = new float[(int) Shape.of(sizes).count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) chance.nextGaussian();
        }
        return FloatTensor.of(values, sizes);
    }
}
