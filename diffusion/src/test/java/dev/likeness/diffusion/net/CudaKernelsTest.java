package dev.likeness.diffusion.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.graph.Precision;
import dev.likeness.diffusion.net.OnnxModel.Node;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every node of every network on a card has a kernel there. The session forbids nodes on the processor, so one without
 * would keep the whole network from opening, and no machine that builds this has a card to show it.
 *
 * <p>Kernels are those of ONNX Runtime's CUDA provider, its docs/OperatorKernels.md at 001d12d2 (mid 2026), of what is used
 * here. A kernel registered "from version n on" serves operators whose last change is in opset n, no others, so that is
 * the version given. Opening all networks with the provider itself, release 1.29.0, gave the same (docs/gpu.md).
 */
class CudaKernelsTest {
    private static final int F32 = 1;
    private static final int I64 = 7;
    private static final int BOOL = 9;
    private static final int F16 = 10;
    private static final int BF16 = 16;
    private static final Set<Integer> REALS = Set.of(F32, BF16);
    private static final Set<Integer> ALL = Set.of(F32, F16, BF16, I64, BOOL);

    /**
     * @param signature   a letter for each input: inputs of the same letter are of the same type
     * @param types       of each letter
     * @param onProcessor inputs that the kernel takes from the processor's memory
     */
    private record Kernel(String signature, Map<Character, Set<Integer>> types, Set<Integer> onProcessor) {
        Kernel(String signature, Set<Integer> types) {
            this(signature, Map.of('T', types), Set.of());
        }

        Kernel(String signature, Set<Integer> types, Integer... shapes) {
            this(signature, Map.of('T', types, 'I', Set.of(I64)), Set.of(shapes));
        }
    }

    private static final Map<String, Kernel> KERNELS = Map.ofEntries(Map.entry("Add 14", new Kernel("TT", REALS)),
            Map.entry("Sub 14", new Kernel("TT", REALS)), Map.entry("Mul 14", new Kernel("TT", REALS)),
            Map.entry("Div 14", new Kernel("TT", REALS)), Map.entry("Sqrt 13", new Kernel("T", REALS)),
            Map.entry("Sigmoid 13", new Kernel("T", REALS)), Map.entry("Cast 23", new Kernel("T", ALL)),
            Map.entry("Concat 13", new Kernel("TTTTTTTTTT", ALL)), Map.entry("Conv 22", new Kernel("TTT", REALS)),
            Map.entry("Expand 13", new Kernel("TI", ALL, 1)),
            Map.entry("Gather 13", new Kernel("TI", Map.of('T', ALL, 'I', Set.of(I64)), Set.of())),
            Map.entry("LayerNormalization 17", new Kernel("TTT", REALS)),
            Map.entry("RMSNormalization 23", new Kernel("TT", REALS)),
            Map.entry("RotaryEmbedding 23", new Kernel("TTT", REALS)),
            Map.entry("Attention 23",
                    new Kernel("TTTM", Map.of('T', REALS, 'M', Set.of(F32, BF16, BOOL)), Set.of())),
            Map.entry("ReduceMean 18", new Kernel("TI", Set.of(F32), 1)),
            Map.entry("Reshape 23", new Kernel("TI", ALL, 1)),
            Map.entry("Slice 13", new Kernel("TIIII", ALL, 1, 2, 3, 4)),
            Map.entry("Shape 23", new Kernel("T", ALL)), Map.entry("Transpose 23", new Kernel("T", ALL)),
            Map.entry("com.microsoft.FusedMatMul 1", new Kernel("TT", REALS)),
            Map.entry("com.microsoft.MultiHeadAttention 1", new Kernel("TTT", REALS)));

    @ParameterizedTest
    @CsvSource({"BF16, F32", "BF16, BF16", "BF16, F16", "F32, F32", "F32, BF16"})
    void everyNodeHasAKernelOnTheCard(Precision precision, ElementType stored, @TempDir Path folder) {
        Path model = Goldens.copyTo(folder);
        RandomModel.change(model.resolve("transformer/config.json"), json -> json.addProperty("guidance_embeds", true));
        ModelConfig config = RandomModel.weights(model, stored);
        networks(config, precision).forEach((name, bytes) -> {
            OnnxModel network = OnnxModel.read(bytes);
            List<String> wrong = new ArrayList<>();
            network.nodes().forEach(node -> wrong.addAll(objections(network, node)));
            assertThat(wrong).as(name).isEmpty();
            assertThat(network.nodes()).as(name).isNotEmpty();
        });
    }

    private static Map<String, byte[]> networks(ModelConfig config, Precision precision) {
        Map<String, byte[]> networks = new LinkedHashMap<>();
        Checkpoint text = Checkpoint.open(config.folder().resolve("text_encoder"));
        Checkpoint transformer = Checkpoint.open(config.folder().resolve("transformer"));
        Checkpoint vae = Checkpoint.open(config.folder().resolve("vae"));
        for (Trace trace : Trace.values()) {
            networks.put("text encoder " + trace,
                    TextEncoderGraph.model(config.text(), text, precision, List.of(1, 2, 3), trace));
            networks.put("transformer " + trace,
                    TransformerGraph.model(config.transformer(), transformer, precision,
                            config.transformer().guidance(), trace));
            networks.put("picture encoder " + trace, VaeGraph.encoder(config.vae(), vae, precision, trace));
            networks.put("picture decoder " + trace, VaeGraph.decoder(config.vae(), vae, precision, trace));
        }
        networks.put("context_embedder",
                TransformerGraph.contextEmbedder(config.transformer(), transformer, precision));
        return networks;
    }

    private static List<String> objections(OnnxModel network, Node node) {
        String op = node.domain().isEmpty() ? node.type() : node.domain() + "." + node.type();
        Kernel kernel = KERNELS.entrySet().stream().filter(entry -> entry.getKey().startsWith(op + " "))
                .map(Map.Entry::getValue).findFirst().orElse(null);
        if (kernel == null) {
            return List.of(op + " has no kernel");
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            char letter = kernel.signature().charAt(i);
            int type = network.type(node.inputs().get(i));
            int first = network.type(node.inputs().get(kernel.signature().indexOf(letter)));
            if (type != first || !Objects.requireNonNull(kernel.types().get(letter)).contains(type)) {
                wrong.add(op + " " + node.output() + " has no kernel whose input " + i + " is of type " + type);
            }
        }
        return wrong;
    }

    /** Sizes come from the processor: what computes with them would be placed there, which the session forbids. */
    @ParameterizedTest
    @CsvSource({"BF16", "F32"})
    void nothingComputesWithSizes(Precision precision) {
        networks(ModelConfig.read(Goldens.MODEL), precision).values().stream().map(OnnxModel::read).forEach(network -> {
            List<String> sizes = network.nodes().stream().filter(node -> node.type().equals("Shape"))
                    .map(Node::output).toList();
            for (Node node : network.nodes()) {
                IntStream.range(0, node.inputs().size()).filter(i -> sizes.contains(node.inputs().get(i)))
                        .forEach(i -> assertThat(KERNELS.entrySet()).as("%s, input %s", node, i)
                                .anyMatch(entry -> entry.getKey().startsWith(node.type() + " ")
                                        && entry.getValue().onProcessor().contains(i)));
            }
        });
    }
}
