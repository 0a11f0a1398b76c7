package dev.likeness.diffusion.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.pipeline.Picture;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.SafetensorsFile;
import dev.likeness.diffusion.weights.StoredTensor;
import dev.likeness.diffusion.weights.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the reference was given and what it gave: a folder with {@code case.json}, {@code golden.safetensors} and, maybe,
 * {@code debug.safetensors}.
 *
 * @param distilled what the reference took the model for; the same weights are used for both
 */
public record GoldenCase(Path folder, Picture picture, Optional<TextTaps> taps, Optional<Boolean> distilled,
        Map<String, StoredTensor> tensors) {
    private static final List<String> INSIDE = List.of("dit.", "qwen.", "vae.");

    public GoldenCase {
        tensors = Map.copyOf(tensors);
    }

    /**
     * @throws BrokenCheckpoint when the folder is no such case
     */
    public static GoldenCase read(Path folder) {
        JsonObject json = StrictJson.file(folder.resolve("case.json"));
        SafetensorsFile golden = SafetensorsFile.open(folder.resolve("golden.safetensors"));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(golden.tensors());
        Path debug = folder.resolve("debug.safetensors");
        if (Files.exists(debug)) {
            tensors.putAll(SafetensorsFile.open(debug).tensors());
        }
        List<Rgb> references = new ArrayList<>();
        for (int k = 0; golden.find("ref_" + k + "_rgb_u8_hwc").isPresent(); k++) {
            StoredTensor rgb = golden.find("ref_" + k + "_rgb_u8_hwc").orElseThrow();
            long[] sizes = rgb.shape().toArray();
            references.add(new Rgb((int) sizes[1], (int) sizes[0], SafetensorsFile.bytes(rgb).array()));
        }
        Optional<float[]> noise = golden.find("noise_bchw").map(SafetensorsFile::floats);
        Picture picture = new Picture(json.get("prompt").getAsString(), references, number(json, "out_width", 1024),
                number(json, "out_height", 1024), number(json, "steps", 4),
                json.has("guidance_scale") ? json.get("guidance_scale").getAsDouble() : 1, embedded(json, golden),
                json.has("seed") ? json.get("seed").getAsLong() : 0, noise);
        return new GoldenCase(folder, picture, taps(json),
                Optional.ofNullable(json.get("is_distilled")).map(JsonElement::getAsBoolean), tensors);
    }

    /** The same case, with guidance told to the network itself and not by running it twice. */
    GoldenCase told(double guidance) {
        Picture once = new Picture(picture.prompt(), picture.references(), picture.width(), picture.height(),
                picture.steps(), 1, OptionalDouble.of(guidance), picture.seed(), picture.noise());
        return new GoldenCase(folder, once, taps, distilled, tensors);
    }

    /** Whether tensors from inside the networks are among them. */
    boolean looksInside() {
        return tensors.keySet().stream().anyMatch(name -> INSIDE.stream().anyMatch(name::startsWith));
    }

    /** Whether the reference told the network times rounded to BF16, which it does when it computes in that. */
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

    private static int number(JsonObject json, String name, int otherwise) {
        return json.has(name) ? json.get(name).getAsInt() : otherwise;
    }

    /** Guidance told to the network itself, which most models have no ear for. */
    private static OptionalDouble embedded(JsonObject json, SafetensorsFile golden) {
        for (String name : List.of("guidance", "step0_guidance", "step0_model_guidance")) {
            if (golden.find(name).isPresent()) {
                return OptionalDouble.of(SafetensorsFile.floats(golden.find(name).orElseThrow())[0]);
            }
            if (json.has(name) && json.get(name).isJsonPrimitive()) {
                return OptionalDouble.of(json.get(name).getAsDouble());
            }
        }
        return OptionalDouble.empty();
    }

    private static Optional<TextTaps> taps(JsonObject json) {
        if (!json.has("text_encoder_out_layers")) {
            return Optional.empty();
        }
        List<Integer> layers = new ArrayList<>();
        json.getAsJsonArray("text_encoder_out_layers").forEach(layer -> layers.add(layer.getAsInt()));
        return Optional.of(new TextTaps(layers, number(json, "max_sequence_length", 512)));
    }
}
