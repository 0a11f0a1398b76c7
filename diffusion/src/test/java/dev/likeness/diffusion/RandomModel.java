package dev.likeness.diffusion;

import com.google.gson.JsonObject;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.weights.ElementType;
import dev.likeness.diffusion.weights.SafetensorsFile;
import dev.likeness.diffusion.weights.Shape;
import dev.likeness.diffusion.weights.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Model folders with random weights for configurations that differ from the golden one. */
public final class RandomModel {
    private RandomModel() {}

    /** Changes a JSON file. */
    public static void change(Path file, Consumer<JsonObject> change) {
        JsonObject json = StrictJson.file(file);
        change.accept(json);
        try {
            Files.writeString(file, json.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes new weights for what the folder's configuration says now. */
    public static ModelConfig weights(Path folder, ElementType type) {
        ModelConfig config = ModelConfig.read(folder);
        write(folder.resolve("transformer/diffusion_pytorch_model.safetensors"), config.transformer().tensors(), type);
        write(folder.resolve("vae/diffusion_pytorch_model.safetensors"), config.vae().tensors(), type);
        write(folder.resolve("text_encoder/model.safetensors"), config.text().tensors(config.text().layers()), type);
        return config;
    }

    private static void write(Path file, Map<String, Shape> tensors, ElementType type) {
        Random chance = new Random(7);
        TinySafetensors out = new TinySafetensors();
        tensors.forEach((name, shape) -> {
            float[] values = new float[(int) shape.count()];
            long fan = shape.sizes().size() < 2 ? 1 : shape.count() / shape.sizes().getFirst();
            for (int i = 0; i < values.length; i++) {
                values[i] = shape.sizes().size() < 2
                        ? name.endsWith("bias") ? 0 : 1
                        : (float) (chance.nextGaussian() / Math.sqrt((double) fan));
            }
            out.put(name, type, shape.toArray(), values);
        });
        out.write(file);
    }

    /** Stores the folder's weights in BF16 instead. */
    public static void rounded(Path folder) {
        for (String part : List.of("transformer/diffusion_pytorch_model", "vae/diffusion_pytorch_model",
                "text_encoder/model")) {
            Path file = folder.resolve(part + ".safetensors");
            TinySafetensors out = new TinySafetensors();
            SafetensorsFile.open(file).tensors().forEach((name, tensor) -> {
                if (tensor.type().isWeight()) {
                    out.put(name, ElementType.BF16, tensor.shape().toArray(), SafetensorsFile.floats(tensor));
                }
            });
            out.write(file);
        }
    }
}
