package dev.likeness.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Cancellation;
import dev.likeness.core.FrameSize;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Retouch;
import dev.likeness.core.Seed;
import dev.likeness.core.Template;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.Sitters;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine on the tiny random model: what comes out is no portrait, but everything around the model is real. */
class KleinEngineTest {
    private static final FrameSize SIZE = new FrameSize(520, 600);
    private static final Retouch NONE = new Retouch(0, 0, 0);
    private static final Template RED_COAT = new Template("red-coat", "Red coat", "", List.of(), "a red coat",
            GenMode.CREATIVE, NONE);
    private static final Photo PHOTO = Sitters.COLLINS;
    private static KleinEngine engine = engine(KleinSettings.Choice.NONE, Optional.empty());

    private static KleinEngine engine(KleinSettings.Choice choice, Optional<KleinEngine.FaceSearch> search) {
        Setup setup = new Setup(new Device.Processors(2), Long.MAX_VALUE, false);
        return KleinEngine.open(new KleinSettings(Goldens.MODEL, List.of(setup), 2, 4, 300 * 300, choice),
                List.of(RED_COAT),
                Optional.of(new TextTaps(List.of(1, 2, 3), 64)), search);
    }

    @BeforeAll
    static void warm() {
        order(GenMode.REFERENCE, "", 1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Rendering order(GenMode mode, String prompt, long seed) {
        return engine.render(new PortraitRequest(prompt, SIZE, NONE, mode, new Seed(seed)), PHOTO,
                Progress.NONE, Cancellation.NEVER);
    }

    @ParameterizedTest
    @EnumSource
    void everyModeGivesThePictureThatWasOrdered(GenMode mode) {
        Rendering rendering = order(mode, "a red coat", 4);
        assertThat(rendering.width()).isEqualTo(520);
        assertThat(rendering.height()).isEqualTo(600);
        assertThat(rendering.notes()).extracting(Note::kind).contains(Note.Kind.SEED);
        assertThat(order(mode, "a red coat", 4).bgr()).containsExactly(rendering.bgr());
        assertThat(order(mode, "a red coat", 5).bgr()).isNotEqualTo(rendering.bgr());
        assertThat(order(mode, "a blue coat", 4).bgr()).isNotEqualTo(rendering.bgr());
    }

    @Test
    void theTemplateOfAnOrderIsReadBeforeTheClientsWordsAndANameAloneIsAWord() {
        byte[] alone = order(GenMode.CREATIVE, "a red coat", 4).bgr();
        assertThat(templated("").bgr()).containsExactly(alone);
        assertThat(templated("rain").bgr()).containsExactly(order(GenMode.CREATIVE, "a red coat, rain", 4).bgr());
        assertThat(order(GenMode.CREATIVE, "red-coat", 4).bgr()).isNotEqualTo(alone);
        assertThat(engine.templates()).containsExactly(RED_COAT);
    }

    private static Rendering templated(String prompt) {
        return engine.render(new PortraitRequest(prompt, SIZE, NONE, GenMode.CREATIVE, new Seed(4)).with(RED_COAT),
                PHOTO, Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void aRetouchOfAPictureThatShowsNobodyLeavesIt() {
        Rendering retouched = engine.render(
                new PortraitRequest("hat", SIZE, new Retouch(1, 1, 1), GenMode.CREATIVE, new Seed(4)), PHOTO,
                Progress.NONE, Cancellation.NEVER);
        assertThat(retouched.bgr()).containsExactly(order(GenMode.CREATIVE, "hat", 4).bgr());
    }

    @Test
    void tellsEveryStep() {
        List<Double> fractions = new ArrayList<>();
        List<String> stages = new ArrayList<>();
        engine.render(new PortraitRequest("", SIZE, NONE, GenMode.REFERENCE, new Seed(1)), PHOTO,
                (fraction, stage) -> {
                    fractions.add(fraction);
                    stages.add(stage);
                }, Cancellation.NEVER);
        assertThat(stages).contains("reading the prompt", "step 1 of 2", "step 2 of 2", "developing");
        assertThat(fractions).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void aCancelledOrderLeavesTheEngineFree() {
        List<String> stages = new ArrayList<>();
        PortraitRequest request = new PortraitRequest("hat", SIZE, NONE, GenMode.CREATIVE, new Seed(1));
        assertThatThrownBy(() -> engine.render(request, PHOTO, (fraction, stage) -> stages.add(stage),
                () -> stages.contains("step 1 of 2"))).isInstanceOf(PortraitException.Cancelled.class);
        assertThat(order(GenMode.CREATIVE, "hat", 1).width()).isEqualTo(520);
    }

    @Test
    void withoutWeightsItSaysWhatIsMissingAndHowToGetIt(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("klein-4b");
        assertThatThrownBy(() -> KleinEngine.open(KleinSettings.of(missing)))
                .isInstanceOf(PortraitException.InvalidRequest.class).hasMessageContaining("klein-4b is no folder")
                .hasMessageContaining("likeness models pull klein-4b").hasMessageContaining("LIKENESS_KLEIN");
        Path model = Goldens.copyTo(missing);
        Files.delete(model.resolve("vae/diffusion_pytorch_model.safetensors"));
        assertThatThrownBy(() -> KleinEngine.open(KleinSettings.of(model)))
                .hasMessageContaining("vae holds no .safetensors file");
    }

    @Test
    void theEnvironmentNamesTheDevices() {
        KleinSettings settings = KleinSettings.of(Path.of("x"), Map.of("LIKENESS_KLEIN_DEVICE",
                "cuda:0, cuda:1", "LIKENESS_KLEIN_MEMORY", "8", "LIKENESS_KLEIN_STEPS", "6"));
        assertThat(settings.setups()).extracting(setup -> setup.device().toString()).containsExactly("card 0",
                "card 1");
        assertThat(settings.setups()).allMatch(setup -> setup.budget() == 8L << 30);
        assertThat(settings.steps()).isEqualTo(6);
        assertThatThrownBy(() -> KleinSettings.of(Path.of("x"), Map.of("LIKENESS_KLEIN_DEVICE", "tpu")))
                .hasMessageContaining("LIKENESS_KLEIN_DEVICE names \"tpu\"");
    }
}
