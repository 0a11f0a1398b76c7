package dev.likeness.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model stored in BF16, as the official one is, computed in F32 and as a card computes it. */
class RoundedModelTest {
    private static final TextTaps SHORT = new TextTaps(List.of(1, 2, 3), 64);

    @Test
    void bf16ThroughoutStaysWithinTwoPercentOfF32(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder);
        RandomModel.rounded(model);
        assertThat(Checkpoint.open(model.resolve("transformer")).type()).isEqualTo(ElementType.BF16);
        Map<String, FloatTensor> wide = made(model, new Device.Processors(1));
        made(model, new Device.RoundedProcessors(1))
                .forEach((name, value) -> assertThat(off(value, wide, name)).as(name)
                        .isLessThan(0.02));
        assertThat(wide).containsKeys("ref_tokens", "step1_velocity", "vae_decode_out");
    }

    private static Map<String, FloatTensor> made(Path model, Device device) {
        Map<String, FloatTensor> seen = new LinkedHashMap<>();
        byte[] noise = new byte[96 * 64 * 3];
        new Random(5).nextBytes(noise);
        PictureRequest picture = new PictureRequest("a red coat", List.of(new Rgb(96, 64, noise)), 64, 80, 2, 1,
                OptionalDouble.empty(), 3, Optional.empty());
        Setup setup = new Setup(device, Long.MAX_VALUE, false);
        try (KleinModel open = KleinModel.open(ModelConfig.read(model), SHORT, setup, false, Trace.OFF)) {
            open.make(picture, Progress.NONE, Cancellation.NEVER, seen::put);
        }
        return seen;
    }

    private static double off(FloatTensor value, Map<String, FloatTensor> wide, String name) {
        float[] wanted = Objects.requireNonNull(wide.get(name)).data();
        double off = 0;
        double length = 0;
        for (int i = 0; i < wanted.length; i++) {
            off += Math.pow(value.data()[i] - wanted[i], 2);
            length += Math.pow(wanted[i], 2);
        }
        return length == 0 ? off : Math.sqrt(off / length);
    }
}
