package dev.likeness.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import dev.likeness.core.Cancellation;
import dev.likeness.core.PortraitException;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherModelsTest {
    private static final Setup SETUP = new Setup(new Device.Processors(1), Long.MAX_VALUE, false);
    private static final TextTaps SHORT = new TextTaps(List.of(1, 2, 3), 64);

    private static PictureRequest picture(List<Rgb> references, OptionalDouble embedded) {
        return new PictureRequest("a red coat", references, 64, 80, 2, 1, embedded, 3, Optional.empty());
    }

    private static Rgb make(KleinModel model, OptionalDouble embedded) {
        Rgb photo = new Rgb(80, 64, new byte[80 * 64 * 3]);
        return model.make(picture(List.of(photo), embedded), Progress.NONE, Cancellation.NEVER, Probe.NONE);
    }

    @Test
    void otherShapesRunFromTheirConfigurationAlone(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder.resolve("m"));
        RandomModel.change(model.resolve("transformer/config.json"), json -> {
            json.addProperty("num_layers", 3);
            json.addProperty("num_single_layers", 1);
            json.addProperty("num_attention_heads", 3);
            json.addProperty("guidance_embeds", true);
            JsonArray axes = new JsonArray();
            List.of(4, 12, 12, 4).forEach(axes::add);
            json.add("axes_dims_rope", axes);
        });
        RandomModel.change(model.resolve("text_encoder/config.json"), json -> {
            json.addProperty("num_hidden_layers", 28);
            json.addProperty("num_attention_heads", 6);
            json.addProperty("num_key_value_heads", 3);
        });
        RandomModel.change(model.resolve("vae/config.json"), json -> {
            JsonArray narrow = new JsonArray();
            List.of(8, 8, 16, 24).forEach(narrow::add);
            json.add("decoder_block_out_channels", narrow);
        });
        ModelConfig config = RandomModel.weights(model, ElementType.F32);
        assertThat(TextTaps.of(config).layers()).containsExactly(9, 18, 27);
        TextTaps taps = new TextTaps(List.of(9, 18, 27), 64);
        Rgb plain;
        try (KleinModel open = KleinModel.open(config, taps, SETUP, false, Trace.OFF)) {
            plain = make(open, OptionalDouble.empty());
        }
        try (KleinModel open = KleinModel.open(config, taps, SETUP, true, Trace.OFF)) {
            Rgb guided = make(open, OptionalDouble.of(3.5));
            assertThat(guided.width()).isEqualTo(64);
            assertThat(guided.height()).isEqualTo(80);
            assertThat(guided.rgb()).isNotEqualTo(plain.rgb());
        }
    }

    @Test
    void halfPrecisionWeightsGiveThePictureOfTheirRoundedValues(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder.resolve("m"));
        List<Rgb> made = new ArrayList<>();
        for (ElementType type : List.of(ElementType.F32, ElementType.BF16, ElementType.F16)) {
            ModelConfig config = RandomModel.weights(model, type);
            try (KleinModel open = KleinModel.open(config, SHORT, SETUP, false, Trace.OFF)) {
                made.add(make(open, OptionalDouble.empty()));
            }
        }
        assertThat(mean(made.get(0), made.get(1))).isBetween(0.0, 4.0);
        assertThat(mean(made.get(0), made.get(2))).isBetween(0.0, 1.0);
    }

    @Test
    void partsThatDoNotFitTogetherAreOpenedInTurnAndGiveTheSamePicture() {
        ModelConfig config = ModelConfig.read(Goldens.MODEL);
        Rgb together;
        try (KleinModel open = KleinModel.open(config, SHORT, SETUP, false, Trace.OFF)) {
            assertThat(open.isKeptTogether()).isTrue();
            together = make(open, OptionalDouble.empty());
            assertThat(open.open()).containsExactlyInAnyOrder(NetworkKind.values());
        }
        Setup small = new Setup(new Device.Processors(1), 2_000_000, false);
        try (KleinModel open = KleinModel.open(config, SHORT, small, false, Trace.OFF)) {
            assertThat(open.isKeptTogether()).isFalse();
            assertThat(make(open, OptionalDouble.empty()).rgb()).containsExactly(together.rgb());
            assertThat(make(open, OptionalDouble.empty()).rgb()).containsExactly(together.rgb());
            List<NetworkKind> atOnce = new ArrayList<>();
            Rgb photo = new Rgb(96, 64, new byte[96 * 64 * 3]);
            open.make(picture(List.of(photo), OptionalDouble.empty()), (fraction, stage) -> {
                assertThat(open.open()).as(stage).hasSizeLessThanOrEqualTo(1);
                atOnce.addAll(open.open());
            }, Cancellation.NEVER, Probe.NONE);
            assertThat(atOnce).contains(NetworkKind.PICTURE_ENCODER, NetworkKind.TRANSFORMER);
            assertThat(open.open()).containsExactly(NetworkKind.PICTURE_DECODER);
        }
    }

    @Test
    void aCancelledPictureStopsAndTheModelGoesOn() {
        ModelConfig config = ModelConfig.read(Goldens.MODEL);
        try (KleinModel open = KleinModel.open(config, SHORT, SETUP, false, Trace.OFF)) {
            List<String> stages = new ArrayList<>();
            Progress progress = (fraction, stage) -> stages.add(stage);
            PictureRequest picture = picture(List.of(), OptionalDouble.empty());
            assertThatThrownBy(() -> open.make(picture, progress, () -> stages.contains("step 2 of 2"), Probe.NONE))
                    .isInstanceOf(PortraitException.Cancelled.class);
            assertThat(stages).last().isEqualTo("step 2 of 2");
            assertThat(open.make(picture, progress, Cancellation.NEVER, Probe.NONE).width()).isEqualTo(64);
        }
    }

    @Test
    void namesTheTensorThatIsWrong(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder.resolve("m"));
        RandomModel.change(model.resolve("transformer/config.json"), json -> json.addProperty("num_layers", 3));
        ModelConfig config = ModelConfig.read(model);
        assertThatThrownBy(() -> KleinModel.open(config, SETUP)).isInstanceOf(BrokenCheckpoint.class)
                .hasMessageContaining("transformer_blocks.2.attn.to_q.weight");
    }

    /** As several cards do: each waits within its second step until the other is there. */
    @Test
    void severalModelsMakePicturesAtTheSameTime() throws Exception {
        ModelConfig config = ModelConfig.read(Goldens.MODEL);
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<Rgb> work = () -> {
            try (KleinModel open = KleinModel.open(config, SHORT, SETUP, false, Trace.OFF)) {
                return open.make(picture(List.of(), OptionalDouble.empty()), (fraction, stage) -> {
                    if (stage.equals("step 2 of 2")) {
                        await(both);
                    }
                }, Cancellation.NEVER, Probe.NONE);
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Rgb>> made = threads.invokeAll(List.of(work, work));
            assertThat(made.getFirst().get().rgb()).containsExactly(made.getLast().get().rgb());
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCardThatIsNotThereIsNamedBeforeAnyWork() {
        ModelConfig config = ModelConfig.read(Goldens.MODEL);
        assertThatThrownBy(() -> KleinModel.open(config, Setup.card(99, Long.MAX_VALUE)))
                .isInstanceOf(PortraitException.InvalidRequest.class).hasMessageContaining("cannot run on card 99: ")
                .hasMessageContaining("See docs/gpu.md");
    }

    private static double mean(Rgb a, Rgb b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
        }
        return sum / a.rgb().length;
    }
}
