package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.engine.KleinSettings.Choice;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models that are large enough to take memory. */
class StrainTest {
    private static KleinEngine engine(Path model, long budget) {
        Setup setup = new Setup(new Device.Processors(2), budget, false);
        return KleinEngine.open(new KleinSettings(model, List.of(setup), 1, 4, 1 << 20, Choice.NONE),
                UnaryOperator.identity(), Optional.of(new TextTaps(List.of(1, 2, 3), 64)), Optional.empty());
    }

    private static void order(KleinEngine engine, int side, Progress progress, Cancellation cancellation) {
        engine.render(new PortraitRequest("a hat", new FrameSize(side, side), new Retouch(0, 0, 0), GenMode.CREATIVE,
                new Seed(1)), Sitters.COLLINS, progress, cancellation);
    }

    /** Weights in BF16 are cast when a network is opened, so that they take memory of their own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void withASmallBudgetNoTwoPartsAreInMemoryAtOnce(@TempDir Path folder) throws IOException {
        Path model = Goldens.copyTo(folder.resolve("m"));
        RandomModel.change(model.resolve("transformer/config.json"), json -> {
            json.addProperty("num_attention_heads", 14);
            json.addProperty("num_layers", 2);
            json.addProperty("num_single_layers", 4);
        });
        RandomModel.change(model.resolve("text_encoder/config.json"),
                json -> json.addProperty("intermediate_size", 40_000));
        RandomModel.weights(model, ElementType.BF16);
        long transformer = 2 * Files.size(model.resolve("transformer/diffusion_pytorch_model.safetensors"));
        long text = 2 * Files.size(model.resolve("text_encoder/model.safetensors"));
        assertThat(Math.min(transformer, text)).isGreaterThan(55L << 20);
        held(model, Long.MAX_VALUE); // the heap grows with the first
        Held together = held(model, Long.MAX_VALUE);
        Held inTurn = held(model, 1 << 20);
        assertThat(together.after()).isGreaterThan((long) (0.8 * (transformer + text)));
        assertThat(together.after() - inTurn.after()).as("only the last part, the decoder, is left")
                .isGreaterThan((long) (0.6 * (transformer + text)));
        assertThat(together.developing() - inTurn.developing()).as("the text encoder is gone by then")
                .isGreaterThan((long) (0.6 * text));
    }

    /**
     * How much more memory the process holds than before a portrait, bytes.
     *
     * @param developing when the last step has been made
     * @param after      when it is done
     */
    private record Held(long developing, long after) {}

    private static Held held(Path model, long budget) {
        try (KleinEngine engine = engine(model, budget)) {
            long before = held();
            AtomicLong developing = new AtomicLong();
            order(engine, 512, (fraction, stage) -> developing
                    .set(stage.equals("developing") ? held() - before : developing.get()), Cancellation.NEVER);
            return new Held(developing.get(), held() - before);
        }
    }

    private static long held() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("RssAnon"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
