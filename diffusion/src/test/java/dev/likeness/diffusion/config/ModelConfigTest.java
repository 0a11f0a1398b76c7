package dev.likeness.diffusion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.Checkpoint;
import dev.likeness.diffusion.weights.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConfigTest {
    @Test
    void theListsOfTensorsAreThoseOfTheRealModel() {
        Map<String, Shape> transformer = new TransformerConfig(128, 128, 5, 20, 24, 128, 7680, 256, 9216,
                List.of(32, 32, 32, 32), 2000, 1e-6, false).tensors();
        assertThat(transformer).hasSize(169)
                .containsEntry("single_transformer_blocks.19.attn.to_qkv_mlp_proj.weight", Shape.of(27648, 3072));
        assertThat(transformer.values().stream().mapToLong(Shape::count).sum()).isBetween(3_870_000_000L,
                3_880_000_000L);
        Map<String, Shape> vae = new VaeConfig(32, List.of(128, 256, 512, 512), List.of(128, 256, 512, 512), 2, 32,
                true, true, true, 1e-4).tensors();
        assertThat(vae).hasSize(250) // and num_batches_tracked, which nobody reads
                .containsEntry("decoder.up_blocks.2.resnets.0.conv_shortcut.weight", Shape.of(256, 512, 1, 1));
        Map<String, Shape> text = new TextEncoderConfig(2560, 36, 32, 8, 128, 9728, 151936, 1e-6, 1e6).tensors(36);
        assertThat(text).hasSize(398).containsEntry("model.layers.35.mlp.down_proj.weight", Shape.of(2560, 9728));
    }

    @Test
    void theGoldenModelHasEveryTensorItsConfigurationAsksFor() {
        ModelConfig config = ModelConfig.read(Goldens.MODEL);
        Checkpoint.open(Goldens.MODEL.resolve("transformer")).check(config.transformer().tensors());
        Checkpoint.open(Goldens.MODEL.resolve("vae")).check(config.vae().tensors());
        Checkpoint.open(Goldens.MODEL.resolve("text_encoder")).check(config.text().tensors(4));
    }

    @Test
    void ropeThetaIsFoundInOldAndNewFiles(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder.resolve("m"));
        Path file = model.resolve("text_encoder/config.json");
        assertThat(TextEncoderConfig.read(file).ropeTheta()).isEqualTo(1e6);
        RandomModel.change(file, json -> {
            json.remove("rope_theta");
            json.add("rope_parameters", JsonParser.parseString("{\"rope_theta\": 5000.0}"));
        });
        assertThat(TextEncoderConfig.read(file).ropeTheta()).isEqualTo(5000);
    }

    @Test
    void saysWhichFieldIsWrong(@TempDir Path folder) throws IOException {
        Path model = Goldens.copyTo(folder.resolve("m"));
        Path file = model.resolve("transformer/config.json");
        RandomModel.change(file, json -> json.addProperty("num_layers", "many"));
        assertThatThrownBy(() -> ModelConfig.read(model)).isInstanceOf(BrokenCheckpoint.class)
                .hasMessageContaining("transformer").hasMessageContaining("num_layers is \"many\"");
        RandomModel.change(file, json -> json.remove("num_layers"));
        assertThatThrownBy(() -> ModelConfig.read(model)).hasMessageContaining("num_layers is missing");
        Files.delete(file);
        assertThatThrownBy(() -> ModelConfig.read(model)).hasMessageContaining("config.json is missing");
    }

    @Test
    void partsOfDifferentModelsAreRefused(@TempDir Path folder) {
        Path model = Goldens.copyTo(folder.resolve("m"));
        RandomModel.change(model.resolve("vae/config.json"), json -> json.addProperty("latent_channels", 16));
        assertThatThrownBy(() -> ModelConfig.read(model)).hasMessageContaining("belong to different models");
    }
}
