package dev.likeness.diffusion.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenCheckTest {
    /** Other than production's: the golden cases were told exact times. */
    private static final Setup CARD = new Setup(new Device.RoundedProcessors(1), Long.MAX_VALUE, true);
    private static final Setup SETUP = new Setup(new Device.Processors(1), Long.MAX_VALUE, false);

    @ParameterizedTest
    @ValueSource(strings = {"a_text", "b_one_ref", "c_two_refs", "e_base_cfg"})
    void everyTensorIsThatOfTheReference(String name) {
        GoldenCheck check = GoldenCheck.run(Goldens.MODEL, Goldens.ROOT.resolve(name), SETUP);
        assertThat(check.differences()).hasSizeGreaterThan(20);
        assertThat(check.departure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharded", "guided"})
    void everyTensorOfAnotherModelIsThatOfAnIndependentProgram(String name) {
        Path folder = Goldens.ROOT.resolveSibling("goldens-more").resolve(name);
        GoldenCheck check = GoldenCheck.run(folder.resolve("model"), folder.resolve("case"), SETUP);
        assertThat(check.differences()).hasSizeGreaterThan(15);
        assertThat(check.departure()).isEmpty();
        assertThat(check.unseen()).isEmpty();
    }

    @Test
    void noTensorFromInsideTheNetworksIsPassedOver() {
        GoldenCheck check = GoldenCheck.run(Goldens.MODEL, Goldens.ROOT.resolve("c_two_refs"), SETUP);
        assertThat(check.unseen()).isEmpty();
        assertThat(check.differences()).extracting(Difference::name).contains("dit.norm_out", "dit.double0.ff",
                "dit.rope_img_sin", "qwen.hidden_states.4", "vae.dec.up3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_text", "b_one_ref", "c_two_refs", "e_base_cfg"})
    void bf16StaysWithinTwoPercentOfEveryTensor(String name) {
        GoldenCheck check = GoldenCheck.run(Goldens.MODEL, Goldens.ROOT.resolve(name), CARD);
        assertThat(check.departure()).isEmpty();
        assertThat(check.differences()).extracting(Difference::relative).as("it is BF16").anyMatch(off -> off > 0.005);
    }
}
