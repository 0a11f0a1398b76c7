package dev.likeness.diffusion.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.likeness.core.Cancellation;
import dev.likeness.core.Progress;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.RandomModel;
import dev.likeness.diffusion.TinySafetensors;
import dev.likeness.diffusion.config.ModelConfig;
import dev.likeness.diffusion.net.Device;
import dev.likeness.diffusion.net.FloatTensor;
import dev.likeness.diffusion.net.Trace;
import dev.likeness.diffusion.picture.Rgb;
import dev.likeness.diffusion.pipeline.KleinModel;
import dev.likeness.diffusion.pipeline.PictureRequest;
import dev.likeness.diffusion.pipeline.Setup;
import dev.likeness.diffusion.pipeline.TextTaps;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases laid out like the golden ones, but for other models and written otherwise. They are made by this engine itself:
 * what they prove is how they are read, and that nothing is passed over in silence.
 */
class OtherCasesTest {
    private static final Setup SETUP = new Setup(new Device.Processors(1), Long.MAX_VALUE, false);

    @TempDir
    Path folder = Path.of("");

    @Test
    void aFolderThatIsNoCaseIsCalledThat() {
        assertThatThrownBy(() -> GoldenCheck.run(Goldens.MODEL, folder.resolve("nothing"), SETUP))
                .hasMessageContaining("is no golden case").hasMessageContaining("case.json");
    }

    /** 3+1 blocks, 3 heads, unequal axes, an ear for guidance, an encoder of 28 layers, stored in two shards behind links. */
    private Path model() throws IOException {
        Path model = Goldens.copyTo(folder.resolve("m"));
        RandomModel.change(model.resolve("transformer/config.json"), json -> {
            json.addProperty("num_layers", 3);
            json.addProperty("num_single_layers", 1);
            json.addProperty("num_attention_heads", 3);
            json.addProperty("guidance_embeds", true);
            json.add("axes_dims_rope", list(4, 12, 6, 10));
        });
        RandomModel.change(model.resolve("text_encoder/config.json"), json -> {
            json.addProperty("num_hidden_layers", 28);
            json.remove("rope_theta");
            JsonObject rope = new JsonObject();
            rope.addProperty("rope_theta", 1_000_000.0);
            json.add("rope_parameters", rope);
        });
        RandomModel.change(model.resolve("vae/config.json"),
                json -> json.add("decoder_block_out_channels", list(8, 8, 16, 24)));
        RandomModel.weights(model, ElementType.F32);
        shard(model.resolve("transformer"), "diffusion_pytorch_model.safetensors");
        return model;
    }

    /** One file becomes a link to a blob elsewhere, named by an index, as caches of the hub have it. */
    private void shard(Path part, String name) throws IOException {
        Path blob = Files.createDirectories(folder.resolve("blobs")).resolve("0a1b");
        Files.move(part.resolve(name), blob);
        Files.createSymbolicLink(part.resolve("model-00001-of-00001.safetensors"), blob);
        JsonObject names = new JsonObject();
        ModelConfig.read(folder.resolve("m")).transformer().tensors().keySet()
                .forEach(tensor -> names.addProperty(tensor, "model-00001-of-00001.safetensors"));
        JsonObject index = new JsonObject();
        index.add("weight_map", names);
        Files.writeString(part.resolve("diffusion_pytorch_model.safetensors.index.json"), index.toString());
    }

    private static JsonArray list(int... values) {
        JsonArray list = new JsonArray();
        for (int value : values) {
            list.add(value);
        }
        return list;
    }

    private Map<String, FloatTensor> made(Path model, OptionalDouble guidance) {
        Map<String, FloatTensor> seen = new LinkedHashMap<>();
        TextTaps taps = new TextTaps(List.of(9, 18, 27), 48);
        PictureRequest picture = new PictureRequest("a red coat", List.of(photo(1), photo(2)), 64, 80, 2, 1, guidance,
                3,
                Optional.empty());
        try (KleinModel open = KleinModel.open(ModelConfig.read(model), taps, SETUP, guidance.isPresent(), Trace.ON)) {
            open.make(picture, Progress.NONE, Cancellation.NEVER, seen::put);
        }
        return seen;
    }

    private static Rgb photo(int seed) {
        byte[] noise = new byte[96 * 64 * 3];
        new Random(seed).nextBytes(noise);
        return new Rgb(96, 64, noise);
    }

    private Path written(Map<String, FloatTensor> seen, String json, boolean given) throws IOException {
        Path written = Files.createDirectories(folder.resolve("case"));
        TinySafetensors out = new TinySafetensors();
        seen.forEach((name, value) -> out.put(name, name.startsWith("image_u8") ? ElementType.U8 : ElementType.F32,
                value.shape().toArray(), value.data()));
        for (int k = 0; k < 2 && given; k++) {
            byte[] rgb = photo(k + 1).rgb();
            float[] samples = new float[rgb.length];
            for (int i = 0; i < rgb.length; i++) {
                samples[i] = rgb[i] & 0xff;
            }
            out.put("ref_" + k + "_rgb_u8_hwc", ElementType.U8, new long[]{64, 96, 3}, samples);
        }
        out.write(written.resolve("golden.safetensors"));
        Files.writeString(written.resolve("case.json"), json);
        return written;
    }

    @Test
    void whatTheCaseLeavesOutComesFromItsTensors() throws IOException {
        Path model = model();
        Path bare = written(made(model, OptionalDouble.empty()), """
                {"prompt": ["a red coat"], "out_width": null, "seed": 3.0, "text_encoder_out_layers": [9.0, 18, 27],
                 "n_refs": 2, "unknown": {"a": []}}""", false);
        GoldenCheck check = GoldenCheck.run(model, bare, SETUP);
        assertThat(check.departure()).isEmpty();
        assertThat(check.unseen()).isEmpty();
        assertThat(check.differences()).extracting(Difference::name).contains("dit.double2.ff", "dit.single0",
                "qwen.hidden_states.28", "ref_1_tensor", "step1_velocity", "image_u8_hwc");
    }

    @Test
    void guidanceIsFoundWhateverItIsCalledOrTried() throws IOException {
        Path model = model();
        Map<String, FloatTensor> seen = made(model, OptionalDouble.of(2.5));
        for (String guided : List.of("\"guidance\": 2.5", "\"embedded_guidance\": 2.5, \"guidance_scale\": 1",
                "\"guidance_scale\": 2.5, \"is_distilled\": false", "\"guidance_scale\": 2.5")) {
            Path named = written(seen, """
                    {"prompt": "a red coat", "steps": 2.0, "out_width": 64, "out_height": 80, "max_sequence_length": 48,
                     "text_layers": [9, 18, 27], %s}""".formatted(guided), true);
            assertThat(GoldenCheck.run(model, named, SETUP).departure()).as(guided).isEmpty();
        }
    }

    @Test
    void tensorsThatNobodyKnowsAreReported() throws IOException {
        Path model = Goldens.MODEL;
        Path known = Goldens.ROOT.resolve("a_text");
        Path more = Files.createDirectories(folder.resolve("more"));
        Files.copy(known.resolve("case.json"), more.resolve("case.json"));
        Files.copy(known.resolve("golden.safetensors"), more.resolve("golden.safetensors"));
        new TinySafetensors().put("dit.secret", ElementType.F32, new long[]{1}, 1)
                .write(more.resolve("debug.safetensors"));
        assertThat(GoldenCheck.run(model, more, SETUP).unseen()).containsExactly("dit.secret");
    }

    @Test
    void aCaseThatContradictsItselfIsNamed() throws IOException {
        Path known = Goldens.ROOT.resolve("a_text");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.copy(known.resolve("golden.safetensors"), other.resolve("golden.safetensors"));
        Files.writeString(other.resolve("case.json"), "{\"prompt\": \"x\", \"n_refs\": 1}");
        assertThatThrownBy(() -> GoldenCase.read(other)).isInstanceOf(BrokenCheckpoint.class)
                .hasMessageContaining("tells of 1 references, but golden.safetensors has 0");
        Files.writeString(other.resolve("case.json"), "{}");
        assertThatThrownBy(() -> GoldenCase.read(other)).hasMessageContaining("neither case.json tells prompt");
    }
}
