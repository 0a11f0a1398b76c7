package dev.likeness.diffusion.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.sample.Latents;
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
 * Reads a golden case. Values that {@code case.json} leaves out are derived from the shapes of the golden tensors. A
 * value that is in neither is an error: a wrong guess would look like an error of the model.
 */
final class CaseReader {
    private static final int RGB = 3;

    private final Path folder;
    private final JsonObject json;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    CaseReader(Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve("case.json"))) {
            throw new BrokenCheckpoint(
                    folder + " is no golden case: name a folder that holds case.json and golden.safetensors");
        }
        json = StrictJson.file(folder.resolve("case.json"));
        tensors.putAll(SafetensorsFile.open(folder.resolve("golden.safetensors")).tensors());
        Path debug = folder.resolve("debug.safetensors");
        if (Files.exists(debug)) {
            tensors.putAll(SafetensorsFile.open(debug).tensors());
        }
    }

    GoldenCase read() {
        List<Rgb> references = references();
        PictureRequest picture = new PictureRequest(prompt(), references, side("width", 2), side("height", 3),
                steps(), number("guidance_scale").orElse(1.0), embedded(), number("seed").orElse(0.0).longValue(),
                noise());
        return new GoldenCase(folder, picture, taps(), flag("is_distilled"), tensors);
    }

    private String prompt() {
        JsonElement prompt = json.get("prompt");
        if (prompt instanceof JsonArray several && several.size() == 1) {
            prompt = several.get(0);
        }
        if (prompt == null || !prompt.isJsonPrimitive()) {
            throw unclear("prompt");
        }
        return prompt.getAsString();
    }

    /** A side of the picture: from {@code case.json}, from the golden picture, or as it was requested. */
    private int side(String name, int axis) {
        Optional<Integer> picture = Optional.ofNullable(tensors.get("image_u8_hwc"))
                .map(tensor -> fromEnd(tensor, axis));
        return whole("out_" + name).or(() -> picture).or(() -> whole(name + "_arg")).or(() -> whole(name))
                .orElseThrow(() -> unclear("out_" + name));
    }

    private static int fromEnd(StoredTensor tensor, int axis) {
        return Math.toIntExact(tensor.shape().sizes().reversed().get(axis - 1));
    }

    private int steps() {
        return whole("steps").or(() -> whole("num_inference_steps"))
                .or(() -> Optional.ofNullable(tensors.get("timesteps")).map(times -> (int) times.shape().count()))
                .orElseThrow(() -> unclear("steps"));
    }

    private Optional<float[]> noise() {
        Optional<float[]> noise = Optional.ofNullable(tensors.get("noise_bchw")).map(SafetensorsFile::floats);
        return noise.or(() -> Optional.ofNullable(tensors.get("latents_init"))
                .map(packed -> Latents.packed(SafetensorsFile.floats(packed), fromEnd(packed, 2))));
    }

    private List<Rgb> references() {
        List<Rgb> references = new ArrayList<>();
        while (reference(references.size()).isPresent()) {
            references.add(reference(references.size()).orElseThrow());
        }
        whole("n_refs").filter(count -> count != references.size()).ifPresent(count -> {
            throw new BrokenCheckpoint(
                    folder + ": case.json tells of " + count + " references, but golden.safetensors has "
                            + references.size() + " (ref_0_rgb_u8_hwc and so on)");
        });
        return references;
    }

    /** The reference as it was given or, if only that is stored, as the model got it. */
    private Optional<Rgb> reference(int k) {
        Optional<Rgb> given = Optional.ofNullable(tensors.get("ref_" + k + "_rgb_u8_hwc")).map(
                rgb -> new Rgb(fromEnd(rgb, 2), fromEnd(rgb, RGB), SafetensorsFile.bytes(rgb).array()));
        return given.or(() -> Optional.ofNullable(tensors.get("ref_" + k + "_tensor")).map(
                planes -> Rgb.of(SafetensorsFile.floats(planes), fromEnd(planes, 1), fromEnd(planes, 2))));
    }

    /** Guidance as an input of the network itself, which few models have: any number whose name contains that word. */
    private OptionalDouble embedded() {
        Optional<Double> told = tensors.entrySet().stream()
                .filter(tensor -> tensor.getKey().contains("guidance") && tensor.getValue().shape().count() == 1)
                .findFirst().map(tensor -> (double) SafetensorsFile.floats(tensor.getValue())[0]);
        Optional<Double> written = json.keySet().stream()
                .filter(name -> name.contains("guidance") && !name.equals("guidance_scale"))
                .map(this::number).flatMap(Optional::stream).findFirst();
        return told.or(() -> written).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private Optional<TextTaps> taps() {
        Optional<Integer> length = whole("max_sequence_length")
                .or(() -> Optional.ofNullable(tensors.get("input_ids")).map(ids -> fromEnd(ids, 1)));
        return json.entrySet().stream().filter(field -> field.getValue().isJsonArray())
                .filter(field -> field.getKey().contains("layers") || field.getKey().contains("taps")).findFirst()
                .map(field -> {
                    List<Integer> layers = new ArrayList<>();
                    field.getValue().getAsJsonArray().forEach(layer -> layers.add(layer.getAsInt()));
                    return new TextTaps(layers, length.orElse(TextTaps.LENGTH));
                });
    }

    private Optional<Integer> whole(String name) {
        return number(name).map(value -> {
            if (value != Math.rint(value)) {
                throw new BrokenCheckpoint(folder + ": case.json has " + name + " " + value + ", not a whole number");
            }
            return value.intValue();
        });
    }

    private Optional<Double> number(String name) {
        return Optional.ofNullable(json.get(name))
                .filter(value -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber())
                .map(JsonElement::getAsDouble);
    }

    private Optional<Boolean> flag(String name) {
        return Optional.ofNullable(json.get(name))
                .filter(value -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean())
                .map(JsonElement::getAsBoolean);
    }

    private BrokenCheckpoint unclear(String field) {
        return new BrokenCheckpoint(folder + ": neither case.json tells " + field + ", nor a golden tensor");
    }
}
