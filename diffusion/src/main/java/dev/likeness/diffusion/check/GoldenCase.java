package dev.likeness.diffusion.check;

import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.SafetensorsFile;
import dev.likeness.diffusion.weights.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Inputs and outputs of the reference implementation: a folder with {@code case.json}, {@code golden.safetensors} and
 * possibly {@code debug.safetensors}.
 *
 * @param distilled whether the reference treated the model as distilled; the same weights are used for both
 */
public record GoldenCase(Path folder, PictureRequest picture, Optional<TextTaps> taps, Optional<Boolean> distilled,
        Map<String, StoredTensor> tensors) {
    private static final List<String> INSIDE = List.of("dit.", "qwen.", "vae.");

    public GoldenCase {
        tensors = Map.copyOf(tensors);
    }

    /**
     * @throws BrokenCheckpoint when the folder is no such case
     */
    public static GoldenCase read(Path folder) {
        return new CaseReader(folder).read();
    }

    /**
     * The same case with other guidance.
     *
     * @param guidance classifier-free guidance, with two runs of the network, if it is above 1
     * @param told     guidance as an input of the network
     */
    GoldenCase guided(double guidance, OptionalDouble told) {
        PictureRequest once = new PictureRequest(picture.prompt(), picture.references(), picture.width(),
                picture.height(),
                picture.steps(), guidance, told, picture.seed(), picture.noise());
        return new GoldenCase(folder, once, taps, distilled, tensors);
    }

    /** Whether the case has tensors from inside the networks. */
    boolean hasInnerTensors() {
        return tensors.keySet().stream().anyMatch(name -> INSIDE.stream().anyMatch(name::startsWith));
    }

    /** Whether the reference rounded times to BF16, which it does when it computes in BF16. */
    boolean roundedTimes() {
        StoredTensor exact = tensors.get("timesteps");
        for (int step = 0; exact != null && step < picture.steps(); step++) {
            StoredTensor told = tensors.get("step" + step + "_model_timestep");
            if (told != null
                    && Math.abs(1000 * SafetensorsFile.floats(told)[0] - SafetensorsFile.floats(exact)[step]) > 0.01) {
                return true;
            }
        }
        return false;
    }
}
