package dev.likeness.diffusion.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.pipeline.Setup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenCheckTest {
    private static final Setup SETUP = new Setup(new Device.Processors(1), Long.MAX_VALUE, false);

    @ParameterizedTest
    @ValueSource(strings = {"a_text", "b_one_ref", "c_two_refs", "e_base_cfg"})
    void everyTensorIsThatOfTheReference(String name) {
        GoldenCheck check = GoldenCheck.run(Goldens.MODEL, Goldens.ROOT.resolve(name), SETUP);
        assertThat(check.differences()).hasSizeGreaterThan(20);
        assertThat(check.departure()).isEmpty();
    }
}
